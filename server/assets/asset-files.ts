import { createHash } from 'node:crypto';
import type { AssetHash } from '#shared/lib/ids.ts';
import type { FileStore } from './file-store.ts';

const HASH = /^[0-9a-f]{64}$/;

/** Files under the hash of their bytes. */
export interface AssetFiles {
  /** Rejects when there is no such file. Only for hashes that `isAssetHash` knows as such. */
  read(hash: AssetHash): Promise<Uint8Array>;
  /** Resolves with the bytes' hash when the file is durable; the same bytes are the same file. */
  write(bytes: Uint8Array): Promise<AssetHash>;
}

export function assetFiles(store: FileStore): AssetFiles {
  return {
    read: async (hash) => {
      const bytes = await store.read(hash);
      if (!bytes) throw new Error(`The file ${hash} is not where it was put.`);
      return bytes;
    },
    write: async (bytes) => {
      const hash = hashOf(bytes);
      await store.write(hash, bytes);
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
