import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 200;
/** Of a core: whoever uses as much has no time left for more. */
const BUSY = 0.9;

/** User and system time of a process; of a Linux, whose clock ticks a hundred times a second. Throws when it is gone. */
export async function cpuMsOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${String(pid)}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The longest that one of these processes used a whole core without a pause while the work was done, in milliseconds. */
export async function longestPlateau(pids: () => readonly number[], work: Promise<unknown>): Promise<number> {
  let done = false;
  void work.finally(() => (done = true)).catch(() => undefined);
  let before = await usage(pids());
  const busySince = new Map<number, number>();
  let longest = 0;
  while (!done) {
    await pause(LOOK_MS);
    const now = await usage(pids());
    for (const [pid, { cpu, at }] of now) {
      const last = before.get(pid);
      if (!last || cpu - last.cpu < BUSY * (at - last.at)) busySince.delete(pid);
      else if (!busySince.has(pid)) busySince.set(pid, last.at);
      longest = Math.max(longest, at - (busySince.get(pid) ?? at));
    }
    before = now;
  }
  return longest;
}

async function usage(pids: readonly number[]) {
  const found = new Map<number, { readonly cpu: number; readonly at: number }>();
  for (const pid of pids) {
    const cpu = await cpuMsOf(pid).catch(() => null);
    if (cpu !== null) found.set(pid, { cpu, at: performance.now() });
  }
  return found;
}
