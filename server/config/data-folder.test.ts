import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { holdDataFolder, LockHeldError } from './data-folder.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-lock-'));
  folders.push(folder);
  return folder;
}

function hold(folder: string) {
  const clock = { now: () => Date.now() };
  return holdDataFolder(folder, { port: 3000, clock, pid: process.pid, onLost: () => undefined });
}

const HOLDER = `
  import { holdDataFolder } from './server/config/data-folder.ts';
  const options = { port: 4711, clock: { now: () => Date.now() }, pid: process.pid, onLost: () => process.exit(3) };
  await holdDataFolder(process.argv[1], options);
  console.log('held');
  setInterval(() => {}, 1000);
`;

/** Another process that holds the folder; resolves when it does, or with null when it was refused. */
async function spawnHolder(folder: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', HOLDER, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const held = once(createInterface({ input: child.stdout }), 'line').then(() => true);
  const exited = once(child, 'exit').then(() => false);
  return { child, held: await Promise.race([held, exited]) };
}

test('the folder is made for this user alone, and given back on release', async () => {
  const folder = join(await freshFolder(), 'data');
  const held = await hold(folder);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  await held.release();
  const again = await hold(folder);
  await again.release();
});

test('a second process is refused with one line that names the holder, and a killed one is succeeded', async () => {
  const folder = await freshFolder();
  const { child, held } = await spawnHolder(folder);
  expect(held).toBe(true);
  const refused = await hold(folder).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(LockHeldError);
  const { message } = refused as Error;
  expect(message).toContain(`process ${String(child.pid)}`);
  expect(message).toContain('port 4711');
  expect(message).not.toContain('\n');
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await hold(folder)).release();
});

test('of several processes that find a stale lock at once, one gets it', async () => {
  const folder = await freshFolder();
  const stale = { pid: 2 ** 22 + 1, host: hostname(), born: '1', port: 3000, since: 0 };
  await writeFile(join(folder, 'lock.json'), JSON.stringify(stale));
  const holders = await Promise.all([1, 2, 3].map(() => spawnHolder(folder)));
  const winners = holders.filter((holder) => holder.held);
  const lock = JSON.parse(await readFile(join(folder, 'lock.json'), 'utf8')) as { pid: number };
  for (const { child } of holders) child.kill('SIGKILL');
  expect(winners).toHaveLength(1);
  expect(lock.pid).toBe(winners[0]?.child.pid);
}, 20_000);

test('a process id that was used again by another program does not hold the folder', async () => {
  const folder = await freshFolder();
  const reused = { pid: process.ppid, host: hostname(), born: 'long ago', port: 3000, since: 0 };
  await writeFile(join(folder, 'lock.json'), JSON.stringify(reused));
  await (await hold(folder)).release();
});

test('a holder on another machine counts while its lock is fresh', async () => {
  const folder = await freshFolder();
  const elsewhere = { pid: 1, host: 'another-machine', born: null, port: 3000, since: Date.now() };
  await writeFile(join(folder, 'lock.json'), JSON.stringify(elsewhere));
  await expect(hold(folder)).rejects.toThrow('on another-machine');
  const later = { now: () => Date.now() + 60_000 };
  const options = { port: 3000, clock: later, pid: process.pid, onLost: () => undefined };
  await (await holdDataFolder(folder, options)).release();
});
