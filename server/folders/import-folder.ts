import { appendTake } from '#db/index.ts';
import { sketchDocument, writePlainDrawing, writePlainProject } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { shownFileName } from '#shared/lib/file-name.ts';
import type { AssetHash, PanelId, ProjectId, TakeId, UserId } from '#shared/lib/ids.ts';
import { AppError, FOLDER_FILES, FOLDER_VERSION } from '#shared/protocol/index.ts';
import { hashOf } from '#server/assets/index.ts';
import { BadZip, openZip, type Zip, type ZipFile } from '#server/exports/index.ts';
import { addProject, projectTitle } from '#server/projects/index.ts';
import { hashOfRecord, rootOf } from '#server/provenance/index.ts';
import { drawnPanel } from './drawings.ts';
import type { ReadFolder } from './messages.ts';
import type { FoldersOptions } from './options.ts';
import type { Folders } from './port.ts';
import { plainOf } from './read-folder.ts';
import { received } from './receive.ts';
import { Refused } from './refused.ts';

/** Each holds up to a gigabyte of the disk while it is read. */
const AT_ONCE = 2;
/** Bytes of all drawings together: they are read at once. */
const MOST_DRAWN = 128 * 1024 * 1024;

/** What stands first in the records of a project that came as a folder: it ties them to those that it came with. */
export type ImportRecord = {
  readonly version: 1;
  readonly take: TakeId;
  readonly project: ProjectId;
  readonly panel: PanelId;
  readonly source: 'imported';
  /** The project that the folder is of, and the last of the records in it. */
  readonly from: string | null;
  readonly head: string | null;
  readonly records: number;
  /** Whether those records held together. */
  readonly held: boolean;
  readonly mime: string;
  /** The folder's `provenance.json`, which is kept. */
  readonly output: AssetHash;
  readonly requestedBy: UserId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly previous: null;
};

export function importFolder(options: FoldersOptions): Folders['import'] {
  const { access } = options;
  let reading = 0;
  return async (actor, workspace, { name, bytes }, signal) => {
    await access.requireInWorkspace(actor, workspace, 'project.import');
    const by = must(actor, 'access lets no visitor through').userId;
    if (reading === AT_ONCE) {
      throw new AppError('unavailable', 'Other folders are being imported at this moment. Try again in a few minutes.');
    }
    reading++;
    try {
      return await received(
        bytes,
        async (file) => {
          const folder = await openFolder(options, await openZip(file));
          // It may have taken for as long as a role can go.
          await access.requireInWorkspace(actor, workspace, 'project.import');
          const project = await addProject(
            options,
            { workspace, by, title: projectTitle(folder.read.project.title) },
            (doc) => writePlainProject(doc, plainOf(folder.read.project)),
            (id) => keepFiles(options, folder, id, by, signal),
          );
          return { project, notes: folder.read.notes };
        },
        signal,
      );
    } catch (error) {
      if (!(error instanceof Refused || error instanceof BadZip)) throw error;
      throw new AppError(error.code, `${shownFileName(name)}: ${error.message} Nothing was imported.`);
    } finally {
      reading--;
    }
  };
}

interface OpenFolder {
  readonly read: ReadFolder;
  readonly provenance: Uint8Array | null;
  readonly file: (name: string) => Promise<Uint8Array | null>;
}

async function openFolder({ work }: FoldersOptions, zip: Zip): Promise<OpenFolder> {
  const root = rootOf(zip);
  if (root === null) throw new Refused(`It has no ${FOLDER_FILES.project}: it is no open folder of a project.`);
  const file = (name: string) => zip.read(root + name);
  const project = must(await file(FOLDER_FILES.project));
  const provenance = await file(FOLDER_FILES.provenance);
  const drawings = await drawingsIn(zip, root);
  return { read: await work.read({ project, provenance, drawings }), provenance, file };
}

/** Files of drawings by their names below the folder. */
async function drawingsIn(zip: Zip, root: string): Promise<ZipFile[]> {
  const files: ZipFile[] = [];
  let total = 0;
  for (const name of zip.names) {
    const file = name.startsWith(root) ? name.slice(root.length) : '';
    const bytes = drawnPanel(file) === null ? null : await zip.read(name);
    if (!bytes) continue;
    total += bytes.length;
    if (total > MOST_DRAWN) throw new Refused('Its drawings are over 128 MB.', 'too_large');
    files.push({ name: file, bytes });
  }
  return files;
}

async function keepFiles(
  options: FoldersOptions,
  folder: OpenFolder,
  project: ProjectId,
  by: UserId,
  signal?: AbortSignal,
): Promise<void> {
  const kept = new Set<AssetHash>();
  for (const { name, asset } of folder.read.pictures) {
    signal?.throwIfAborted();
    const bytes = await folder.file(name);
    if (!bytes) throw new Refused(`The picture “${name}” is not in it.`);
    if (hashOf(bytes) !== asset) throw new Refused(`The picture “${name}” is not the one that the project had.`);
    if (!kept.has(asset)) await keepPicture(options, project, name, bytes, signal);
    kept.add(asset);
  }
  for (const [panel, drawing] of folder.read.drawings) {
    signal?.throwIfAborted();
    const name = sketchDocument(project, panel);
    await options.documents.create(name, project, by, (doc) => writePlainDrawing(doc, drawing));
  }
  await startChain(options, folder, project, by);
}

/**
 * Kept byte for byte, for that is what its hash and its record say; so it isn't made anew as an upload is. It has to be
 * of a kind that we keep, and all of it has to decode where hostile pictures may do no harm.
 */
async function keepPicture(
  { studio, assets }: FoldersOptions,
  project: ProjectId,
  name: string,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<void> {
  const checked = await studio.check(bytes, signal);
  if (!checked.ok) throw new Refused(`The picture “${name}” can’t be taken. ${checked.message}`, checked.code);
  await assets.put(project, checked.mime, bytes, checked.sizes);
}

const NO_RECORDS = { format: 'beatboard-provenance', version: FOLDER_VERSION, chains: [] };
const MIME = 'application/json';

async function startChain(
  { db, assets, clock, newId }: FoldersOptions,
  { read, provenance }: OpenFolder,
  project: ProjectId,
  by: UserId,
): Promise<void> {
  const { project: from, head, records, flaw } = read.chain;
  const file = provenance ?? new TextEncoder().encode(JSON.stringify(NO_RECORDS));
  const output = await assets.put(project, MIME, file);
  const [take, panel, at] = [newId<TakeId>(), '' as PanelId, clock.now()];
  const record: ImportRecord = {
    ...{ version: 1, take, project, panel, source: 'imported', from, head, records, held: flaw === null },
    ...{ mime: MIME, output, requestedBy: by, at, previous: null },
  };
  await appendTake(db, project, take, () => ({
    ...{ panelId: panel, jobId: null, asset: output, source: 'imported', createdBy: by, createdAt: new Date(at) },
    ...{ record, recordHash: hashOfRecord(record), previousHash: '' },
  }));
}
