import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AssetHash, NewId } from '#shared/lib/ids.ts';

const HASH = /^[0-9a-f]{64}$/;

/** The folder in which files lie under the hash of their bytes, as `ab/abcdef…`. */
export interface AssetFiles {
  /** Rejects when there is no such file. Only for hashes that `isAssetHash` knows as such. */
  read(hash: AssetHash): Promise<Uint8Array>;
  /** Resolves with the bytes' hash when the file is on the disk; the same bytes are the same file. */
  write(bytes: Uint8Array): Promise<AssetHash>;
}

export function assetFiles(folder: string, newId: NewId): AssetFiles {
  const fileOf = (hash: AssetHash) => join(folder, hash.slice(0, 2), hash);
  return {
    read: (hash) => readFile(fileOf(hash)),
    write: async (bytes) => {
      const hash = hashOf(bytes);
      await store(fileOf(hash), bytes, newId());
      return hash;
    },
  };
}

export function hashOf(bytes: Uint8Array): AssetHash {
  return createHash('sha256').update(bytes).digest('hex') as AssetHash;
}

/** Whether this is the form of a hash: what is not may be a path. */
export function isAssetHash(text: string): text is AssetHash {
  return HASH.test(text);
}

/** Readers find the whole file or none: it gets its name when it is complete and on the disk. */
async function store(file: string, bytes: Uint8Array, unique: string): Promise<void> {
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
