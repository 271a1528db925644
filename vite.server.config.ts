import { existsSync } from 'node:fs';
import { defineConfig } from 'vite';

// Workers are entries of their own, because worker_threads opens files.
const WORKERS = {
  'database-thread': 'db/embedded/database-thread.ts',
  'script-worker': 'server/screenplays/script-worker.ts',
  'compaction-worker': 'server/sync/compaction-worker.ts',
  'revision-worker': 'server/revisions/revision-worker.ts',
  'folder-worker': 'server/folders/folder-worker.ts',
  'print-worker': 'server/printing/print-worker.ts',
  'previz-worker': 'server/generation/providers/previz/worker.ts',
  'c2pa-worker': 'server/disclosure/c2pa/c2pa-worker.ts',
  'picture-process': 'server/pictures/picture-process.ts',
};

// The server is bundled apart from Remix: both are loaded into one process, and a module of server/ or db/ must exist
// there only once (docs/decisions/002).
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist',
    target: 'node20',
    sourcemap: true,
    emptyOutDir: true,
    copyPublicDir: false,
    rollupOptions: {
      input: {
        server: 'server/index.ts',
        maintenance: 'server/maintenance.ts',
        cli: 'server/cli/main.ts',
        ...Object.fromEntries(Object.entries(WORKERS).filter(([, file]) => existsSync(file))),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
