import { appendTake, findTake, type ChainEnd, type Db, type TakeRow } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { must } from '#shared/lib/assert.ts';
import { shownFileName } from '#shared/lib/file-name.ts';
import type { AssetHash, PanelId, ProjectId, TakeId, UserId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Take } from '#shared/storyboard/index.ts';
import type { Access } from '#server/access/index.ts';
import { hashOf, type Assets } from '#server/assets/index.ts';
import { hashOfRecord } from '#server/provenance/index.ts';
import type { Documents } from '#server/sync/index.ts';
import { pictureCopier } from './copy-pictures.ts';
import type { PictureKind } from './picture-kind.ts';
import type { PictureUpload, Pictures } from './port.ts';
import type { ReadPicture } from './read-picture.ts';
import type { Studio } from './studio.ts';

export interface PicturesOptions {
  readonly db: Db;
  readonly access: Access;
  readonly assets: Pick<Assets, 'put' | 'open'>;
  readonly studio: Pick<Studio, 'read'>;
  readonly documents: Pick<Documents, 'read'>;
  readonly clock: Clock;
}

const MAX_BYTES = 20 * 1024 * 1024;

/** What is kept of how a picture was brought, in the project's chain of records. */
export type UploadRecord = {
  readonly version: 1;
  readonly take: TakeId;
  readonly project: ProjectId;
  readonly panel: PanelId;
  readonly source: 'uploaded';
  /** The file as it came; its bytes are not kept. */
  readonly original: {
    readonly name: string;
    readonly kind: PictureKind;
    readonly bytes: number;
    /** SHA-256 of its bytes, in hex. */
    readonly hash: AssetHash;
  };
  /** Pixels, of what is kept. */
  readonly size: { readonly width: number; readonly height: number };
  readonly mime: string;
  readonly output: AssetHash;
  readonly requestedBy: UserId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Hash of the project's record before this one; null in the first. */
  readonly previous: string | null;
};

export function createPictures(options: PicturesOptions): Pictures {
  const { db, access, assets } = options;
  return {
    copy: pictureCopier(options),

    upload: async (actor, project, upload, signal) => {
      await access.requireInProject(actor, project, 'picture.upload');
      const { userId } = must(actor);
      const known = await findTake(db, upload.take);
      if (known) return knownTake(known, project, userId);
      const { name, picture } = await read(options, upload.file, signal);
      // It may have waited behind others, for as long as a role can go.
      await access.requireInProject(actor, project, 'picture.upload');
      return keep(options, { project, userId, upload, name, picture });
    },

    addReference: async (actor, project, file, signal) => {
      await access.requireInProject(actor, project, 'cast.addPicture');
      const { picture } = await read(options, file, signal);
      await access.requireInProject(actor, project, 'cast.addPicture');
      const asset = await assets.put(project, picture.mime, picture.bytes, picture.sizes);
      return { asset, width: picture.width, height: picture.height };
    },
  };
}

async function read(
  { studio }: PicturesOptions,
  file: PictureUpload['file'],
  signal: AbortSignal | undefined,
): Promise<Pick<Kept, 'name' | 'picture'>> {
  const name = shownFileName(file.name);
  if (file.bytes.length > MAX_BYTES) throw new AppError('too_large', `${name}: It is over 20 MB. It was not added.`);
  const found = await studio.read(file.bytes, signal);
  if (!found.ok) throw new AppError(found.code, `${name}: ${found.message} It was not added.`);
  signal?.throwIfAborted();
  return { name, picture: found.picture };
}

interface Kept {
  readonly project: ProjectId;
  readonly userId: UserId;
  readonly upload: PictureUpload;
  readonly name: string;
  readonly picture: ReadPicture;
}

async function keep({ db, assets, clock }: PicturesOptions, kept: Kept): Promise<Take> {
  const { project, userId, upload, picture } = kept;
  const asset = await assets.put(project, picture.mime, picture.bytes, picture.sizes);
  const at = clock.now();
  const row = await appendTake(db, project, upload.take, (end) => {
    const record = recordOf(kept, asset, at, end);
    return {
      ...{ panelId: upload.panel, jobId: null, asset, source: 'uploaded', createdBy: userId },
      ...{ createdAt: new Date(at), record, recordHash: hashOfRecord(record), previousHash: end.hash ?? '' },
    };
  });
  return knownTake(row, project, userId);
}

function recordOf(kept: Kept, output: AssetHash, at: number, end: ChainEnd): UploadRecord {
  const { project, userId, upload, name, picture } = kept;
  const { bytes } = upload.file;
  return {
    ...{ version: 1, take: upload.take, project, panel: upload.panel, source: 'uploaded' },
    original: { name, kind: picture.kind, bytes: bytes.length, hash: hashOf(bytes) },
    ...{ size: { width: picture.width, height: picture.height }, mime: picture.mime, output },
    ...{ requestedBy: userId, at, previous: end.hash },
  };
}

/** The same name again is the same upload, or somebody's who made it up: that one learns nothing of the other. */
function knownTake(row: TakeRow, project: ProjectId, userId: UserId): Take {
  if (row.projectId !== project || row.createdBy !== userId || row.source !== 'uploaded') {
    throw new AppError('conflict', 'This picture’s name is taken. It was not added: add it again.');
  }
  const { size, at } = row.record as UploadRecord;
  return { id: row.id, asset: row.asset, ...size, source: 'uploaded', provider: 'uploaded', at, by: userId };
}
