import { readFile, writeFile } from 'node:fs/promises';

export interface PeakMemory {
  /** How far the process has grown at its highest since, in megabytes. */
  grown(): Promise<number>;
}

/** Watches the resident memory of a process from now on; null on systems that keep no peak that can be reset. */
export async function memoryOf(pid: number): Promise<PeakMemory | null> {
  const folder = `/proc/${String(pid)}`;
  const read = async (field: string) => {
    const status = await readFile(`${folder}/status`, 'utf8');
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  };
  try {
    // 5: the peak begins anew (proc(5)).
    await writeFile(`${folder}/clear_refs`, '5');
    const before = await read('VmRSS');
    return { grown: async () => (await read('VmHWM')) - before };
  } catch {
    return null;
  }
}
