import { mkdtemp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { SERVER_NAMES } from './servers.ts';

const HERE = new URL('./', import.meta.url);

/**
 * Bundles the processes of the benchmark as the product is bundled, for a transpiler at run time would count as work of
 * ours. Answers with the folder, which is the caller's to remove; it lies where the packages of the project are found.
 */
export async function buildHelpers(): Promise<string> {
  const outDir = await mkdtemp(fileURLToPath(new URL('../../../node_modules/.bench-', HERE)));
  const entry = (path: string) => fileURLToPath(new URL(path, HERE));
  const servers = SERVER_NAMES.map((name) => [name, entry(`servers/${name}.ts`)]);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      copyPublicDir: false,
      rollupOptions: {
        input: {
          ...(Object.fromEntries(servers) as Record<string, string>),
          load: entry('load/main.ts'),
          'database-thread': entry('../../../db/embedded/database-thread.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return outDir;
}
