import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UnsafeDatabaseError, openDatabase, type Database, type DatabaseSource, type Db } from '#db/index.ts';
import { diskStore, s3Store, type ClearOptions, type FileStore } from '#server/assets/index.ts';
import {
  StartRefused,
  configFromEnvironment,
  holdDataFolder,
  installationFolder,
  makeDataFolder,
  startWorker,
  system,
  type Config,
  type DataFolder,
} from '#server/config/index.ts';
import type { Log } from '#server/observability/index.ts';
import { createSecrets, keysOf, type Secrets } from '#server/secrets/index.ts';
import type { Clock } from '#shared/lib/clock.ts';

/*
 * Settings, data folder and database, as the server takes hold of them, and the commands for whoever runs it.
 */

/** Rejects with StartRefused, a line for each setting that is wrong. */
export function readConfig(): Config {
  const settings = configFromEnvironment();
  if (!settings.ok) throw new StartRefused(settings.error.join('\n'));
  return settings.value;
}

/** The embedded database allows one process; a PostgreSQL looks after itself and may have several. */
export async function claimFolder(config: Config, log: Log): Promise<DataFolder> {
  if (config.database.kind === 'postgres') {
    return { path: await makeDataFolder(config.dataDir), release: () => Promise.resolve() };
  }
  return holdDataFolder(config.dataDir, {
    port: config.port,
    clock: system.clock,
    pid: process.pid,
    onLost: () => {
      // Writing on beside another process would lose the rows of both.
      log.error({ folder: config.dataDir }, 'the data folder was taken over by another process');
      process.exit(1);
    },
  });
}

/** Rejects with StartRefused where the database would answer before it has stored. */
export async function openStorage(config: Config, folder: DataFolder, log: Log): Promise<Database> {
  try {
    const database = await openDatabase(databaseSource(config, folder, log));
    if (!database.survivesPowerLoss) log.error({}, 'this PostgreSQL has fsync=off: a power cut may take all of it');
    return database;
  } catch (error) {
    throw error instanceof UnsafeDatabaseError ? new StartRefused(error.message) : error;
  }
}

function databaseSource(config: Config, folder: DataFolder, log: Log): DatabaseSource {
  if (config.database.kind === 'postgres') return { kind: 'postgres', url: config.database.url };
  // Made by the build; without it (in development, before any build) the database makes its own cluster.
  const template = join(installationFolder(), 'dist', 'empty-database.tgz');
  return {
    kind: 'pglite',
    folder: join(folder.path, 'database'),
    template: existsSync(template) ? template : null,
    startThread: startWorker,
    onLost: (error) => {
      // Nothing unsaved was called saved. Staying would only collect more of what can't be.
      log.error({ err: error }, 'the database is lost');
      process.exit(1);
    },
  };
}

/** Rejects with StartRefused where the data folder's key can't be read. */
export async function openSecrets(config: Config, { path }: Pick<DataFolder, 'path'>): Promise<Secrets> {
  const { randomBytes } = system;
  return createSecrets({ keys: await keysOf(config, path, randomBytes), randomBytes });
}

/** Where stored files lie. */
export function fileStore({ files }: Config, { path }: Pick<DataFolder, 'path'>): FileStore {
  if (files.kind === 's3') return s3Store({ ...files, clock: system.clock });
  return diskStore(join(path, 'assets'), system.newId);
}

const DAY_MS = 86_400_000;

/** What is needed to tell which stored files nothing needs any more. */
export function clearOptions(
  config: Config,
  { path }: Pick<DataFolder, 'path'>,
  db: Db,
  clock: Clock = system.clock,
): ClearOptions {
  return {
    ...{ db, store: fileStore(config, { path }), clock, graceMs: config.unusedFilesDays * DAY_MS },
    keepFiles: async () => {
      const names = await readdir(path).catch(() => []);
      const replaced = names.find((name) => name.startsWith(REPLACED));
      return replaced === undefined
        ? null
        : `What ${replaced} names has its files only here. Remove it when it is not needed.`;
    },
  };
}

/** What a restore puts in the data folder of the rows that it replaces begins like this. */
const REPLACED = 'before-restore-';

export function replacedRowsFile({ path }: Pick<DataFolder, 'path'>, at: number): string {
  return join(path, `${REPLACED}${new Date(at).toISOString().replace(/[:.]/g, '-')}.beatboard`);
}
