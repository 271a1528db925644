import { resolve } from 'node:path';
import { appliedMigration, createDocumentStore, documentNames, holdDatabase, type Db } from '#db/index.ts';
import { assetFiles, clearUnused, findUnused } from '#server/assets/index.ts';
import { BackupError, makeBackup, restoreBackup } from '#server/backup/index.ts';
import { LockHeldError, StartRefused, system, type Config } from '#server/config/index.ts';
import { createLog } from '#server/observability/index.ts';
import { startNewEpochs } from '#server/sync/index.ts';
import { claimFolder, clearOptions, fileStore, openStorage, readConfig, replacedRowsFile } from './storage.ts';

/* Commands for whoever runs the server: `npm run backup`, `npm run restore`, `npm run new-epochs`, `npm run unused`. */

const USAGE = `npm run backup -- FILE     everything, in one file
npm run restore -- FILE    puts a backup in the place of what is there
npm run new-epochs         after putting a database back by other means
npm run unused             which stored files nothing needs any more
npm run unused -- --remove and removes them`;

interface Storage {
  readonly config: Config;
  readonly db: Db;
  /** The data folder. */
  readonly path: string;
  /** No server has run on it yet. */
  readonly isEmpty: boolean;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StartRefused || error instanceof LockHeldError || error instanceof BackupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function run([command, file]: readonly string[]): Promise<void> {
  const config = readConfig();
  if (command === 'backup' && file) await withStorage(config, (storage) => backUp(storage, resolve(file)));
  else if (command === 'restore' && file) await alone(config, (storage) => restore(storage, resolve(file)));
  else if (command === 'new-epochs') await alone(config, beginEpochs);
  else if (command === 'unused' && (!file || file === '--remove'))
    await withStorage(config, (it) => unused(it, !!file));
  else throw new StartRefused(USAGE);
}

async function backUp({ config, db, path, isEmpty }: Storage, file: string): Promise<void> {
  if (isEmpty) throw new BackupError(`There is nothing to back up: no server has run on ${path} yet.`);
  const { clock } = system;
  const assets = assetFiles(fileStore(config, { path }));
  const made = await makeBackup({ db, assets, clock, file });
  say(`${file} holds everything: ${count(made.rows, 'row')} and ${count(made.assets, 'file')}.`);
  if (made.missing.length > 0) say(`Not there, and so not in it: ${made.missing.join(' ')}`);
}

async function restore({ config, db, path, isEmpty }: Storage, file: string): Promise<void> {
  const { clock } = system;
  const replaced = replacedRowsFile({ path }, clock.now());
  // Stored files stay where they are: only the rows would be lost.
  if (!isEmpty) await makeBackup({ db, assets: null, clock, file: replaced });
  const assets = assetFiles(fileStore(config, { path }));
  const { madeAt, documents } = await restoreBackup({ db, assets, clock, file });
  say(`Everything is as it was at ${madeAt}, in new epochs of ${count(documents, 'document')}.`);
  say('Windows that are still open will offer to save what they hold; nothing of it is mixed in.');
  if (!isEmpty) say(`What was there before is in ${replaced}.`);
}

async function beginEpochs({ db }: Storage): Promise<void> {
  const started = await startNewEpochs(createDocumentStore(db), await documentNames(db), system.clock);
  say(`New epochs of ${count(started, 'document')}: what open windows hold is not mixed in.`);
}

async function unused({ config, db, path, isEmpty }: Storage, remove: boolean): Promise<void> {
  if (isEmpty) throw new StartRefused(`There is nothing to look at: no server has run on ${path} yet.`);
  const options = clearOptions(config, { path }, db);
  const { rows, files, bytes, kept } = await (remove ? clearUnused : findUnused)(options);
  for (const { projectId, hash } of rows) say(`${hash} of project ${projectId}: nothing names it`);
  for (const { name } of files) say(`${name}: belongs to no project`);
  const what = `${count(rows.length, 'file')} of projects and ${count(files.length, 'stored file')}`;
  say(
    `${what}, ${count(bytes, 'byte')}, unused for ${count(config.unusedFilesDays, 'day')}${remove ? ', removed' : ''}.`,
  );
  if (kept !== null) say(kept);
}

async function withStorage(config: Config, work: (storage: Storage) => Promise<void>): Promise<void> {
  const log = createLog(config.logLevel);
  const folder = await claimFolder(config, log);
  try {
    const database = await openStorage(config, folder, log);
    try {
      const isEmpty = (await appliedMigration(database.db)) === null;
      await work({ config, db: database.db, path: folder.path, isEmpty });
    } finally {
      await database.close();
    }
  } finally {
    await folder.release();
  }
}

/** While no server runs on the database. */
async function alone(config: Config, work: (storage: Storage) => Promise<void>): Promise<void> {
  if (config.database.kind === 'pglite') return withStorage(config, work);
  const held = await holdDatabase({
    ...{ url: config.database.url, shared: false, name: `beatboard maintenance ${String(process.pid)}` },
    onLost: () => process.exit(1),
  });
  if (held.kind === 'taken')
    throw new StartRefused(`The database is in use by ${held.holder}. Stop every server first.`);
  try {
    await withStorage(config, work);
  } finally {
    await held.release();
  }
}

function count(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
