import { findAsset, insertAsset, type Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { NewId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Access } from '#server/access/index.ts';
import { assetFiles, isAssetHash } from './asset-files.ts';
import type { Assets } from './port.ts';

export interface AssetsOptions {
  readonly db: Db;
  readonly access: Access;
  /** Where the files lie. Made when the first one comes. */
  readonly folder: string;
  readonly clock: Clock;
  readonly newId: NewId;
}

export function createAssets({ db, access, folder, clock, newId }: AssetsOptions): Assets {
  const files = assetFiles(folder, newId);
  return {
    put: async (project, mime, bytes) => {
      // The file before the row: a row never promises a file that a crash has kept from being written.
      const hash = await files.write(bytes);
      await insertAsset(db, {
        ...{ projectId: project, hash, mime, bytes: bytes.byteLength },
        createdAt: new Date(clock.now()),
      });
      return hash;
    },

    open: async (actor, project, hash) => {
      await access.requireInProject(actor, project, 'asset.read');
      // The row decides, not the file: another tenant's picture has the same name here when its bytes are the same.
      const asset = isAssetHash(hash) ? await findAsset(db, project, hash) : undefined;
      if (!asset) throw new AppError('not_found', 'There is no such file in this project.');
      return { mime: asset.mime, bytes: await files.read(hash) };
    },
  };
}
