import { existsSync, openAsBlob, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { SyncedFolder, syncFolder, syncTree } from './synced-folder.ts';

/**
 * PGlite starts with -F, fsync off, because its file systems have none; this one has. Its fdatasync is a stub that does
 * nothing, hence the method. What is named last wins, over a postgresql.conf too.
 */
const SETTINGS = ['fsync=on', 'wal_sync_method=fsync', 'synchronous_commit=on', 'full_page_writes=on'];
const START = [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])];

/** Segments of 16 MB between two checkpoints: what a start after a crash reads again at the most, and one more. */
const SEGMENTS_PER_CHECKPOINT = 2;

export interface EngineOptions {
  /** A tar file, or .tgz, to start from where the folder does not exist. Without one PostgreSQL makes its own: slower. */
  readonly template: string | null;
  /** See SyncedFolderOptions. */
  readonly onLost: (reason: string) => void;
}

/**
 * Opens PGlite on a folder, for one process at a time. What it answered survives power loss. Blocks the thread while it works
 * and while the disk does.
 */
export async function openEngine(folder: string, { template, onLost }: EngineOptions): Promise<PGlite> {
  if (!existsSync(folder)) await createFolder(folder, template);
  // PostgreSQL's own lock keeps nobody out here, and one that a power cut left empty keeps everybody out.
  rmSync(join(folder, 'postmaster.pid'), { force: true });
  let client: PGlite | null = null;
  let segments = 0;
  const onSegment = () => {
    // Recovery syncs every segment there is, and ends with a checkpoint of its own.
    if (!client) return;
    const opened = client;
    segments += 1;
    if (segments % SEGMENTS_PER_CHECKPOINT === 0) setImmediate(() => void checkpoint(opened));
  };
  const files = new SyncedFolder(folder, { onLost, onSegment });
  const onStderr = (line: string) => {
    files.hear(line);
    return false;
  };
  try {
    client = await PGlite.create({ fs: files, startParams: START, onStderr });
  } catch (error) {
    throw files.lastWords === '' ? error : new Error(files.lastWords, { cause: error });
  }
  await assertSynced(client, files);
  return client;
}

// Unpacked beside and moved into place: a start that is cut off, even by the power, leaves no half of a database behind.
async function createFolder(folder: string, template: string | null): Promise<void> {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const type = template?.endsWith('gz') ? 'application/gzip' : 'application/x-tar';
  const unpacked = template === null ? {} : { loadDataDir: await openAsBlob(template, { type }) };
  const client = await PGlite.create({ dataDir: draft, ...unpacked });
  await client.close();
  syncTree(draft);
  renameSync(draft, folder);
  syncFolder(dirname(folder));
}

// A PostgreSQL without its helper processes never makes one by itself: the log would grow until the server is stopped. One
// that fails (a full disk) costs time at the next start only, and the next segment brings another try.
async function checkpoint(client: PGlite): Promise<void> {
  await client.exec('CHECKPOINT').catch(() => undefined);
}

/** Everything rests on PGlite passing its syncs on, and nothing else would show that a new version of it does not. */
async function assertSynced(client: PGlite, files: SyncedFolder): Promise<void> {
  const before = files.walSyncs;
  await client.query("SELECT pg_logical_emit_message(true, 'beatboard', 'opened')");
  if (files.walSyncs === before) throw new Error('The embedded database does not sync its log: it would lose work.');
}
