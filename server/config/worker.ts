import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { installationFolder } from './platform.ts';

/**
 * Starts a worker thread. `source` is the worker's own TypeScript file; in the bundle it is `dist/<name>.js`, an entry of
 * vite.server.config.ts. Node 20 does not take a TypeScript file as a worker even with the loader named in execArgv, so
 * from the sources the loader is registered first and the file imported after.
 */
export function startWorker(name: string, source: URL, options: WorkerOptions): Worker {
  if (import.meta.url.endsWith('.js')) {
    return new Worker(pathToFileURL(join(installationFolder(), 'dist', `${name}.js`)), options);
  }
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(
    pathToFileURL(fileURLToPath(source)).href,
  )}); });`;
  return new Worker(start, { ...options, eval: true });
}
