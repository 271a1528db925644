import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findAsset, insertAsset, type Db } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { AssetHash, NewId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Access } from '#server/access/index.ts';
import type { Assets } from './port.ts';

export interface AssetsOptions {
  readonly db: Db;
  readonly access: Access;
  /** Where the files lie, as `ab/abcdef…`. Made when the first one comes. */
  readonly folder: string;
  readonly clock: Clock;
  readonly newId: NewId;
}

const HASH = /^[0-9a-f]{64}$/;

export function createAssets({ db, access, folder, clock, newId }: AssetsOptions): Assets {
  const fileOf = (hash: AssetHash) => join(folder, hash.slice(0, 2), hash);
  return {
    put: async (project, mime, bytes) => {
      const hash = createHash('sha256').update(bytes).digest('hex') as AssetHash;
      await store(fileOf(hash), bytes, newId());
      // The file before the row: a row never promises a file that a crash has kept from being written.
      await insertAsset(db, {
        ...{ projectId: project, hash, mime, bytes: bytes.byteLength },
        createdAt: new Date(clock.now()),
      });
      return hash;
    },

    open: async (actor, project, hash) => {
      await access.requireInProject(actor, project, 'asset.read');
      // The row decides, not the file: another tenant's picture has the same name here when its bytes are the same.
      const asset = HASH.test(hash) ? await findAsset(db, project, hash) : undefined;
      if (!asset) throw new AppError('not_found', 'There is no such file in this project.');
      return { mime: asset.mime, bytes: await readFile(fileOf(hash)) };
    },
  };
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
