import { chmod, link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Clock } from '#shared/lib/clock.ts';

const BEAT_MS = 5_000;
/** Only for holders on another machine (a shared volume): here a process id says at once whether somebody lives. */
const STALE_AFTER_MS = 30_000;
const TAKEOVER_MS = 5_000;

const lockFile = z.object({
  pid: z.number(),
  host: z.string(),
  /** Kernel start time of the process where the system tells it: a process id alone is used again. */
  born: z.string().nullable(),
  port: z.number(),
  since: z.number(),
});
type Holder = z.infer<typeof lockFile>;

/** Somebody else works on the data folder. The message is one line for the person at the terminal. */
export class LockHeldError extends Error {}

export interface DataFolder {
  readonly path: string;
  release(): Promise<void>;
}

interface HoldOptions {
  readonly port: number;
  readonly clock: Clock;
  readonly pid: number;
  /** The lock was lost (the folder was removed or another machine took it): stop writing. */
  readonly onLost: () => void;
}

/** Makes the folder, readable by nobody else. */
export async function makeDataFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  return path;
}

/**
 * Makes the folder private and holds it for this process. The embedded database has no lock of its own: two processes on
 * one folder lose each other's rows without an error. A lock whose holder is gone is taken over.
 */
export async function holdDataFolder(folder: string, options: HoldOptions): Promise<DataFolder> {
  const path = await makeDataFolder(folder);
  const lock = join(path, 'lock.json');
  const self: Holder = {
    pid: options.pid,
    host: hostname(),
    born: await bornAt(options.pid),
    port: options.port,
    since: options.clock.now(),
  };
  const draft = `${lock}.${String(self.pid)}`;
  await writeFile(draft, JSON.stringify(self), { mode: 0o600 });
  try {
    if (!(await placed(draft, lock))) await takeOver(lock, draft, path, options.clock);
  } finally {
    await rm(draft, { force: true });
  }
  const beat = setInterval(() => void keep(lock, self, options).catch(options.onLost), BEAT_MS);
  beat.unref();
  return {
    path,
    release: async () => {
      clearInterval(beat);
      if (isSame(await readHolder(lock), self)) await rm(lock, { force: true });
    },
  };
}

/** Creates the lock with its content in one step; false when there is one. */
async function placed(draft: string, lock: string): Promise<boolean> {
  return link(draft, lock).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    },
  );
}

// Two processes may find the same stale lock at once: the one that makes the gate looks again and replaces it.
async function takeOver(lock: string, draft: string, path: string, clock: Clock): Promise<void> {
  const gate = `${lock}.takeover`;
  const gateAge = await ageOf(gate, clock);
  if (gateAge !== null && gateAge > TAKEOVER_MS) await rm(gate, { force: true });
  if (!(await placed(draft, gate))) throw new LockHeldError(`Another Beatboard is starting on ${path} at this moment.`);
  try {
    const holder = await readHolder(lock);
    if (holder && (await isAlive(holder, lock, clock))) {
      const since = new Date(holder.since).toISOString();
      const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
      throw new LockHeldError(
        `${path} is in use by process ${String(holder.pid)}${where} (port ${String(holder.port)}, since ${since}). ` +
          'Stop it first, or choose another folder with DATA_DIR.',
      );
    }
    await rename(draft, lock);
  } finally {
    await rm(gate, { force: true });
  }
}

async function keep(lock: string, self: Holder, { clock, onLost }: HoldOptions): Promise<void> {
  const now = new Date(clock.now());
  if (isSame(await readHolder(lock), self)) await utimes(lock, now, now);
  else onLost();
}

async function isAlive(holder: Holder, lock: string, clock: Clock): Promise<boolean> {
  if (holder.host !== hostname()) return ((await ageOf(lock, clock)) ?? Infinity) < STALE_AFTER_MS;
  if (holder.pid === process.pid && holder.born === null) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  return holder.born === (await bornAt(holder.pid));
}

function isSame(a: Holder | null, b: Holder): boolean {
  return a !== null && a.pid === b.pid && a.host === b.host && a.since === b.since;
}

async function readHolder(lock: string): Promise<Holder | null> {
  try {
    return lockFile.parse(JSON.parse(await readFile(lock, 'utf8')));
  } catch {
    return null;
  }
}

async function ageOf(file: string, clock: Clock): Promise<number | null> {
  return stat(file).then(
    (found) => clock.now() - found.mtimeMs,
    () => null,
  );
}

/** Field 22 of /proc/<pid>/stat, counted behind the name, which may itself hold spaces; null off Linux. */
async function bornAt(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => null);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
