import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FolderFiles } from '#server/provenance/index.ts';
import { CliError } from './usage.ts';

/** Does `work` with a folder's files, or with those of a zip, which is read file by file. Rejects as the file system does. */
export async function withFolder<T>(path: string, work: (files: FolderFiles) => Promise<T>): Promise<T> {
  if ((await stat(path)).isDirectory()) return work(await filesIn(path));
  const { BadZip, openZip } = await import('#server/exports/index.ts');
  const file = await open(path);
  try {
    return await work(await openZip(file));
  } catch (error) {
    throw error instanceof BadZip ? new CliError(error.message) : error;
  } finally {
    await file.close();
  }
}

/** Some file systems give names back in other letters than they were made with. */
async function filesIn(folder: string): Promise<FolderFiles> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const byName = new Map(paths.map((path) => [relative(folder, path).split(sep).join('/').normalize('NFC'), path]));
  return {
    names: new Set(byName.keys()),
    read: async (name) => {
      const path = byName.get(name);
      return path === undefined ? null : readFile(path);
    },
  };
}
