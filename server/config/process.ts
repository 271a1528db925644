import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installationFolder } from './platform.ts';

/**
 * Starts a process of our own, to which bytes can be sent as they are. It gets none of this one's environment: no
 * address of a database, no key. `source` is its own TypeScript file; in the bundle it is `dist/<name>.js`, an entry of
 * vite.server.config.ts.
 */
export function startProcess(name: string, source: URL): ChildProcess {
  const bundled = import.meta.url.endsWith('.js');
  const file = bundled ? join(installationFolder(), 'dist', `${name}.js`) : fileURLToPath(source);
  const loader = bundled ? [] : ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
  return fork(file, {
    // One heap for all threads: with one for each, glibc gives little of what large pictures took back.
    env: { NODE_ENV: 'production', MALLOC_ARENA_MAX: '1' },
    execArgv: loader,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
