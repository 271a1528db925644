import { readWhole, type Db, type Whole } from '#db/index.ts';
import type { AssetFiles } from '#server/assets/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import { writeBackupFile, type Counts, type Part } from './backup-file.ts';

export interface MakeBackupOptions {
  readonly db: Db;
  /** Null leaves the stored files out: for a copy that stays beside them. */
  readonly assets: AssetFiles | null;
  readonly clock: Clock;
  readonly file: string;
}

export interface BackupSummary extends Counts {
  /** Files that the database names and the folder does not have. The backup holds everything else. */
  readonly missing: readonly AssetHash[];
}

/** Writes every row as it is at one moment, and every stored file that a row names. A server may go on writing. */
export async function makeBackup({ db, assets, clock, file }: MakeBackupOptions): Promise<BackupSummary> {
  const summary = { rows: 0, assets: 0, missing: [] as AssetHash[] };

  async function* parts(whole: Whole): AsyncGenerator<Part> {
    const madeAt = new Date(clock.now()).toISOString();
    yield { kind: 'header', header: { beatboard: 'backup', version: 1, madeAt, migration: whole.migration } };
    for (const table of whole.tables) {
      yield { kind: 'table', table };
      for await (const rows of whole.rows(table)) {
        for (const row of rows) yield { kind: 'row', row };
        summary.rows += rows.length;
      }
    }
    if (assets) yield* storedFiles(assets, whole.assets);
    yield { kind: 'end', counts: { rows: summary.rows, assets: summary.assets } };
  }

  // A file is there before its row is: those that the rows of this moment name have been written.
  async function* storedFiles(from: AssetFiles, hashes: readonly AssetHash[]): AsyncGenerator<Part> {
    for (const hash of hashes) {
      const bytes = await from.read(hash).catch(() => null);
      if (bytes === null) {
        summary.missing.push(hash);
        continue;
      }
      yield { kind: 'asset', hash, bytes };
      summary.assets += 1;
    }
  }

  await readWhole(db, (whole) => writeBackupFile(file, parts(whole)));
  return summary;
}
