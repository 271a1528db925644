import {
  appliedMigration,
  createDocumentStore,
  documentNames,
  knowsMigration,
  replaceWhole,
  type Db,
} from '#db/index.ts';
import { hashOf, type AssetFiles } from '#server/assets/index.ts';
import { startNewEpochs } from '#server/sync/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { BackupError, readBackupFile, type Counts, type Header } from './backup-file.ts';

export interface RestoreBackupOptions {
  readonly db: Db;
  readonly assets: AssetFiles;
  readonly clock: Clock;
  readonly file: string;
}

export interface RestoreSummary extends Counts {
  readonly madeAt: string;
  readonly documents: number;
}

/**
 * Replaces everything that the installation holds by what the backup does, in one transaction, and begins a new epoch of
 * every document: what open windows hold is not merged into it. No server may run on the database. Whoever is signed in
 * stays so. Throws BackupError, having changed nothing, for a file that is no whole backup of a version that this one knows.
 */
export async function restoreBackup({ db, assets, clock, file }: RestoreBackupOptions): Promise<RestoreSummary> {
  const { header, counts } = await check(file);
  const present = await appliedMigration(db);
  if (present !== null && !knowsMigration(present)) {
    throw new BackupError('The database belongs to a newer Beatboard. Update this one first; nothing was changed.');
  }
  await putFiles(file, assets);
  let documents = 0;
  await replaceWhole(db, {
    migration: header.migration,
    fill: (insert) => fill(file, insert),
    finish: async (tx) => {
      documents = await startNewEpochs(createDocumentStore(tx), await documentNames(tx), clock);
    },
  });
  return { ...counts, madeAt: header.madeAt, documents };
}

/** Reads all of it before anything is touched. */
async function check(file: string): Promise<{ header: Header; counts: Counts }> {
  let header: Header | null = null;
  const found = { rows: 0, assets: 0 };
  for await (const part of readBackupFile(file)) {
    if (part.kind === 'header') header = part.header;
    if (part.kind === 'row') found.rows += 1;
    if (part.kind === 'asset') {
      if (hashOf(part.bytes) !== part.hash) throw new BackupError(`${file} is damaged: a picture in it is not itself.`);
      found.assets += 1;
    }
    if (part.kind === 'end' && (part.counts.rows !== found.rows || part.counts.assets !== found.assets)) {
      throw new BackupError(`${file} is damaged: parts of it are missing.`);
    }
  }
  if (!header || !knowsMigration(header.migration)) {
    throw new BackupError(`${file} was made by a newer Beatboard. Update this one first; nothing was changed.`);
  }
  return { header, counts: found };
}

// Before the rows that name them. Files are named for what is in them: one that is there already is the same.
async function putFiles(file: string, assets: AssetFiles): Promise<void> {
  for await (const part of readBackupFile(file)) if (part.kind === 'asset') await assets.write(part.bytes);
}

/** Characters of JSON that go to the database at once: some rows hold a word and some a whole script. */
const CHUNK = 1024 * 1024;

async function fill(file: string, insert: (table: string, rows: readonly string[]) => Promise<void>): Promise<void> {
  let table = '';
  let rows: string[] = [];
  let length = 0;
  for await (const part of readBackupFile(file)) {
    if (part.kind === 'row') {
      rows.push(part.row);
      length += part.row.length;
    }
    if ((part.kind !== 'row' || length >= CHUNK) && rows.length > 0) {
      await insert(table, rows);
      [rows, length] = [[], 0];
    }
    if (part.kind === 'table') table = part.table;
  }
}
