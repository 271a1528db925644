import type { AssetHash } from '#shared/lib/ids.ts';
import { assetFiles } from './asset-files.ts';
import type { FileStore } from './file-store.ts';

/** Stored files that are no project's, but of a row that says whose. Who may read one is for the caller to ask. */
export interface OwnedFiles {
  /** `own` is told the file's name and writes the row by which it is somebody's: without one it is cleared away. */
  put(bytes: Uint8Array, own: (hash: AssetHash) => Promise<void>): Promise<void>;
  /** Rejects when there is no such file. */
  read(hash: AssetHash): Promise<Uint8Array>;
}

export function ownedFiles(store: FileStore): OwnedFiles {
  const files = assetFiles(store);
  return {
    put: async (bytes, own) => {
      const hash = await files.write(bytes);
      await own(hash);
      // It may have lain there unused, and been cleared away before the row was seen. Now it stays.
      if (!(await store.has(hash))) await files.write(bytes);
    },
    read: (hash) => files.read(hash),
  };
}
