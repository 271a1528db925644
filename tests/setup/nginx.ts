import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from './find-program.ts';

export interface TestNginx {
  stop(): Promise<void>;
}

/** An nginx with these directives of `http`, in a folder that is the caller's. Null where this machine has none. */
export async function startNginx(folder: string, directives: string): Promise<TestNginx | null> {
  const program = await findProgram('nginx');
  if (program === null) return null;
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'nginx.conf');
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  await writeFile(
    file,
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;\n` +
      `events {}\nhttp { access_log off; ${kept.join(' ')}\n${directives}\n}\n`,
  );
  const child = spawn(program, ['-e', join(folder, 'error.log'), '-c', file], { stdio: 'ignore' });
  return {
    stop: async () => {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
