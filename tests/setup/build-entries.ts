import { mkdtemp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Threads that the product starts. */
const THREADS = {
  'compaction-worker': 'server/sync/compaction-worker.ts',
  'database-thread': 'db/embedded/database-thread.ts',
};
const PROJECT = new URL('../../', import.meta.url);

/**
 * Bundles processes of a benchmark or of a chaos run as the product is bundled: a transpiler at run time would count as work
 * of ours. `entries` are paths from the project's root; each becomes `<name>.mjs`, and the product's threads lie beside
 * them. Answers with the folder, which is the caller's to remove; it lies where the packages of the project are found.
 */
export async function buildEntries(entries: Readonly<Record<string, string>>): Promise<string> {
  const outDir = await mkdtemp(fileURLToPath(new URL('node_modules/.processes-', PROJECT)));
  const all = { ...entries, ...THREADS };
  const input = Object.entries(all).map(([name, path]) => [name, fileURLToPath(new URL(path, PROJECT))]);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      copyPublicDir: false,
      rollupOptions: {
        input: Object.fromEntries(input) as Record<string, string>,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return outDir;
}
