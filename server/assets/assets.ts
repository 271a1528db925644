import { findAsset, insertAsset, type Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import type { PictureWidth } from '#shared/lib/picture-widths.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Access } from '#server/access/index.ts';
import { assetFiles, isAssetHash } from './asset-files.ts';
import type { FileStore } from './file-store.ts';
import type { Assets } from './port.ts';

export interface AssetsOptions {
  readonly db: Db;
  readonly access: Access;
  readonly store: FileStore;
  /** Makes a picture smaller, as WebP; rejects with AppError what is no picture. */
  readonly scale: (bytes: Uint8Array, width: PictureWidth) => Promise<Uint8Array>;
  readonly clock: Clock;
}

/** What a picture can be made smaller from. */
const PICTURES = ['image/png', 'image/jpeg', 'image/webp'];

export function createAssets(options: AssetsOptions): Assets {
  const { db, access, store, clock } = options;
  const files = assetFiles(store);
  const sized = sizedPictures(options);
  return {
    put: async (project, mime, bytes, sizes = []) => {
      // The file before the row: a row never promises a file that a crash has kept from being written.
      const hash = await files.write(bytes);
      for (const size of sizes) await store.write(sizedName(hash, size.width), size.bytes);
      await insertAsset(db, {
        ...{ projectId: project, hash, mime, bytes: bytes.byteLength },
        createdAt: new Date(clock.now()),
      });
      // The same bytes may have lain there unused, and been cleared away before the row was seen. Now they stay.
      if (!(await store.has(hash))) await files.write(bytes);
      return hash;
    },

    open: async (actor, project, hash, width = null) => {
      await access.requireInProject(actor, project, 'asset.read');
      // The row decides, not the file: another tenant's picture has the same name here when its bytes are the same.
      const asset = isAssetHash(hash) ? await findAsset(db, project, hash) : undefined;
      if (!asset) throw new AppError('not_found', 'There is no such file in this project.');
      if (width !== null && PICTURES.includes(asset.mime)) {
        return { mime: 'image/webp', bytes: await sized(hash, width) };
      }
      return { mime: asset.mime, bytes: await files.read(hash) };
    },
  };
}

/** Sizes that are not there yet are made once, however many ask at a time, and kept beside the picture. */
function sizedPictures({ store, scale }: AssetsOptions) {
  const files = assetFiles(store);
  const making = new Map<string, Promise<Uint8Array>>();
  const make = async (hash: AssetHash, width: PictureWidth) => {
    const bytes = await scale(await files.read(hash), width);
    await store.write(sizedName(hash, width), bytes);
    return bytes;
  };
  return async (hash: AssetHash, width: PictureWidth): Promise<Uint8Array> => {
    const name = sizedName(hash, width);
    const kept = await store.read(name);
    if (kept) return kept;
    const work = making.get(name) ?? make(hash, width).finally(() => making.delete(name));
    making.set(name, work);
    return work;
  };
}

function sizedName(hash: AssetHash, width: PictureWidth): string {
  return `${hash}.w${String(width)}`;
}
