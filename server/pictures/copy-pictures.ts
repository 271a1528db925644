import { appendTake, findAsset, findTake, firstTake, type Db, type TakeRow } from '#db/index.ts';
import { loadState, projectDocument, readPanels } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { AssetHash, PanelId, ProjectId, TakeId, UserId } from '#shared/lib/ids.ts';
import { TAKE_SOURCES, type Take, type TakeSource } from '#shared/storyboard/index.ts';
import type { Access, Actor } from '#server/access/index.ts';
import type { Assets } from '#server/assets/index.ts';
import { chainsIn, hashOfRecord } from '#server/provenance/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { CopiedTake, PictureCopy, Pictures } from './port.ts';

/** What is kept of a picture that came from another project: its own record there goes on to say how it was made. */
export type CopyRecord = {
  readonly version: 1;
  readonly take: TakeId;
  readonly project: ProjectId;
  readonly panel: PanelId;
  /** How the original was made. */
  readonly source: TakeSource;
  /** `recordHash`: of the original's record there; of what came in a folder, that of the record which stands for it all. */
  readonly copiedFrom: { readonly project: ProjectId; readonly take: TakeId; readonly recordHash: string };
  readonly mime: string;
  readonly output: AssetHash;
  readonly requestedBy: UserId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Hash of the project's record before this one; null in the first. */
  readonly previous: string | null;
};

interface Options {
  readonly db: Db;
  readonly access: Access;
  readonly assets: Pick<Assets, 'put' | 'open'>;
  readonly documents: Pick<Documents, 'read'>;
  readonly clock: Clock;
}

/** `Pictures.copy`: both projects are asked, the one for reading and the other for writing. */
export function pictureCopier(options: Options): Pictures['copy'] {
  const { db, access, assets, clock } = options;
  const copyOne = async (userId: UserId, project: ProjectId, copy: PictureCopy, original: Original, file: File) => {
    const asset = await assets.put(project, file.mime, file.bytes);
    const at = clock.now();
    return appendTake(db, project, copy.take, (end) => {
      const record: CopyRecord = {
        ...{ version: 1, take: copy.take, project, panel: copy.panel, source: original.source },
        copiedFrom: { project: original.projectId, take: copy.original, recordHash: original.recordHash },
        ...{ mime: file.mime, output: asset, requestedBy: userId, at, previous: end.hash },
      };
      return {
        ...{ panelId: copy.panel, jobId: null, asset, source: original.source, createdBy: userId },
        ...{ createdAt: new Date(at), record, recordHash: hashOfRecord(record), previousHash: end.hash ?? '' },
      };
    });
  };
  return async (actor, project, from, copies) => {
    await access.requireInProject(actor, project, 'picture.copy');
    await access.requireInProject(actor, from, 'asset.read');
    const { userId } = must(actor);
    const imported = takesOfFolder(options, actor, from);
    const copied: CopiedTake[] = [];
    for (const copy of copies) {
      const known = await findTake(db, copy.take);
      const original = (await recorded(db, from, copy.original)) ?? (await imported(copy.original));
      if (!original) continue;
      const row =
        known ?? (await copyOne(userId, project, copy, original, await assets.open(actor, from, original.asset)));
      if (isPicture(row) && isCopyOf(row, copy, project, userId)) copied.push(takeOf(row));
    }
    return copied;
  };
}

/** A picture of the project that it is copied from. */
type Original = Pick<PictureRow, 'projectId' | 'asset' | 'source' | 'recordHash'>;

/** Who makes up names learns nothing of what they name elsewhere. */
async function recorded(db: Db, from: ProjectId, take: TakeId): Promise<Original | null> {
  const row = await findTake(db, take);
  return row?.projectId === from && isPicture(row) ? row : null;
}

type Told = Pick<Take, 'id' | 'asset' | 'source'>;

/**
 * Pictures that a project came with have no records of their own in it: one stands for them all. What they are is said in
 * its document, and of panels that were cut, to be pasted, in the records that came along; both are read when they are
 * first asked. Null for any picture of a project that came with none.
 */
function takesOfFolder(
  { db, assets, documents }: Options,
  actor: Actor | null,
  from: ProjectId,
): (take: TakeId) => Promise<Original | null> {
  const readDocument = async (): Promise<readonly Told[]> => {
    const doc = loadState((await documents.read(projectDocument(from))).state);
    try {
      return readPanels(doc).flatMap(({ takes }) => takes);
    } finally {
      doc.destroy();
    }
  };
  let here: Promise<readonly Told[]> | undefined;
  let along: Promise<readonly Told[]> | undefined;
  return async (id) => {
    const first = await firstTake(db, from);
    if (first?.source !== 'imported') return null;
    const readRecords = async () => takesToldIn((await assets.open(actor, from, first.asset)).bytes);
    const isIt = (take: Told) => take.id === id;
    const found = (await (here ??= readDocument())).find(isIt) ?? (await (along ??= readRecords())).find(isIt);
    // The folder may have come without it.
    if (!found || !(await findAsset(db, from, found.asset))) return null;
    return { projectId: from, asset: found.asset, source: found.source, recordHash: first.recordHash };
  };
}

/** Of the records that a folder brought: anybody may have written them. */
function takesToldIn(provenance: Uint8Array): Told[] {
  const records = (chainsIn(provenance) ?? []).flatMap((chain) => chain.records);
  return records.flatMap(({ record }) => {
    const { take, output } = record;
    const source = TAKE_SOURCES.find((known) => known === record['source']);
    if (typeof take !== 'string' || typeof output !== 'string' || !source) return [];
    return [{ id: take as TakeId, asset: output as AssetHash, source }];
  });
}

interface File {
  readonly mime: string;
  readonly bytes: Uint8Array;
}

type PictureRow = TakeRow & { readonly source: TakeSource };

/** The record of what a project came with stands for no picture. */
function isPicture(row: TakeRow): row is PictureRow {
  return row.source !== 'imported';
}

function isCopyOf(row: TakeRow, copy: PictureCopy, project: ProjectId, userId: UserId): boolean {
  const { copiedFrom } = row.record as Partial<CopyRecord>;
  return row.projectId === project && row.createdBy === userId && copiedFrom?.take === copy.original;
}

function takeOf({ id, asset, source, createdAt, createdBy }: PictureRow): CopiedTake {
  return { id, asset, source, at: createdAt.getTime(), by: createdBy };
}
