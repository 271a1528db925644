import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

const PARENT = `
  import { startProcess } from './server/config/process.ts';
  const child = startProcess('picture-process', new URL('./server/pictures/picture-process.ts', 'file://' + process.cwd() + '/'));
  const tell = () => console.log(child.pid);
  if (process.argv[1] === 'while it is idle') child.once('message', tell).send({ task: 'read', bytes: new Uint8Array(8) });
  else tell();
  setInterval(() => {}, 1000);
`;

/** Nobody has to clear away a process that has ended: until somebody does, it is still in the list. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test.each(['as it starts', 'while it is idle'])(
  'a process whose parent is killed %s ends, too',
  async (when) => {
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', PARENT, when], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    const child = Number(line);
    try {
      expect(runs(child)).toBe(true);
      parent.kill('SIGKILL');
      await expect.poll(() => runs(child), { timeout: 20_000 }).toBe(false);
    } finally {
      parent.kill('SIGKILL');
      if (runs(child)) process.kill(child, 'SIGKILL');
    }
  },
  30_000,
);
