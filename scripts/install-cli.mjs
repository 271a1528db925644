// Runs after npm has installed: makes `npx beatboard` start in a moment. Without it the command still works, from the
// sources and by way of npm's own search for it, only slower.
import { chmodSync, existsSync, lstatSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
linkCommand();
await bundleCommand();

/** npm links the commands of dependencies, not the project's own. On Windows that takes a script of npm's making. */
function linkCommand() {
  const link = 'node_modules/.bin/beatboard';
  if (process.platform === 'win32' || !existsSync(dirname(link))) return;
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
  symlinkSync('../../bin/beatboard.mjs', link);
  chmodSync('bin/beatboard.mjs', 0o755);
}

/** A build replaces this with its own. An installation without development dependencies has no bundler, and needs none. */
async function bundleCommand() {
  const esbuild = await import('esbuild').catch(() => null);
  if (!esbuild || !existsSync('server/cli/main.ts')) return;
  await esbuild.build({
    entryPoints: { cli: 'server/cli/main.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'error',
  });
}
