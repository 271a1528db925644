import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NewId } from '#shared/lib/ids.ts';
import { hashOfName, type FileStore, type StoredFile } from './file-store.ts';

/** A folder in which files lie as `ab/abcdef…`. Made when the first one comes. */
export function diskStore(folder: string, newId: NewId): FileStore {
  const fileOf = (name: string) => join(folder, name.slice(0, 2), name);
  return {
    read: (name) => orIfMissing(readFile(fileOf(name)), null),
    write: (name, bytes) => writeWhole(fileOf(name), bytes, newId()),
    has: async (name) => (await orIfMissing(stat(fileOf(name)), null)) !== null,
    remove: (name) => rm(fileOf(name), { force: true }),
    list: () => filesIn(folder),
  };
}

/** Readers find the whole file or none: it gets its name when it is complete and on the disk. */
async function writeWhole(file: string, bytes: Uint8Array, unique: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const partial = `${file}.${unique}`;
  const handle = await open(partial, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
}

// Half-written files of a process that was killed have other names, and are not looked at.
async function* filesIn(folder: string): AsyncGenerator<StoredFile> {
  for (const shelf of await orIfMissing(readdir(folder), [])) {
    for (const name of await orIfMissing(readdir(join(folder, shelf)), [])) {
      if (hashOfName(name) === null) continue;
      const found = await orIfMissing(stat(join(folder, shelf, name)), null);
      if (found) yield { name, bytes: found.size, writtenAt: found.mtimeMs };
    }
  }
}

async function orIfMissing<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return otherwise;
    throw error;
  }
}
