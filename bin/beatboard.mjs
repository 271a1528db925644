#!/usr/bin/env node
// The command line: its bundle, or where that is missing or older than the sources, the sources themselves.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, 'dist/cli.js');
const SOURCES = [
  'server/cli',
  'server/exports',
  'server/provenance',
  'shared/formats',
  'shared/lib',
  'shared/pagination',
  'shared/protocol',
  'shared/screenplay',
];

if (isFresh()) await import(bundle);
else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(join(root, 'server/cli/main.ts'));
}

/** An installation without the sources has the bundle alone. */
function isFresh() {
  if (!existsSync(bundle)) return false;
  const made = statSync(bundle).mtimeMs;
  return SOURCES.every((folder) => filesBelow(join(root, folder)).every((file) => statSync(file).mtimeMs <= made));
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
