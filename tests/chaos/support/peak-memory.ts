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

const LOOK_MS = 5;

/** The same of a process and those that it has started, looked at many times a second. */
export async function familyMemoryOf(pid: number): Promise<PeakMemory | null> {
  const before = await familyResident(pid);
  if (before === null) return null;
  let [most, isOn] = [before, true];
  const looking = (async () => {
    while (isOn) {
      most = Math.max(most, (await familyResident(pid)) ?? 0);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();
  return {
    grown: async () => {
      isOn = false;
      await looking;
      return most - before;
    },
  };
}

async function familyResident(pid: number): Promise<number | null> {
  const resident = async (one: string) => {
    // Pages that two share count half for each: a process that was forked a moment ago has all of its parent's.
    const rollup = await readFile(`/proc/${one}/smaps_rollup`, 'utf8').catch(() => '');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
  };
  const own = String(pid);
  const children = await readFile(`/proc/${own}/task/${own}/children`, 'utf8').catch(() => null);
  if (children === null) return null;
  const sizes = await Promise.all([own, ...children.split(' ').filter(Boolean)].map(resident));
  return sizes.reduce((sum, size) => sum + size, 0);
}
