import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { UnsafeDatabaseError, migrate, openDatabase, type Database, type DatabaseSource } from '#db/index.ts';
import {
  LockHeldError,
  configFromEnvironment,
  holdDataFolder,
  installationFolder,
  isLoopback,
  makeDataFolder,
  startWorker,
  system,
  type Config,
  type DataFolder,
} from '#server/config/index.ts';
import { createDoorway } from '#server/http/index.ts';
import { createLog, type Log } from '#server/observability/index.ts';
import { createContainer, type Container } from './container.ts';
import { prepareDemo, type DemoLink } from './demo.ts';

const DRAIN_MS = 5_000;

/** A reason not to start that a person can mend: told in one line, without a stack trace. */
class StartRefused extends Error {}

try {
  await start();
} catch (error) {
  const isMended = [StartRefused, LockHeldError, UnsafeDatabaseError].some((kind) => error instanceof kind);
  if (!(error instanceof Error && isMended)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const settings = configFromEnvironment();
  if (!settings.ok) throw new StartRefused(settings.error.join('\n'));
  const config = settings.value;
  const log = createLog(config.logLevel);
  const folder = await claimFolder(config, log);
  const doorway = createDoorway();
  try {
    await listen(doorway.server, config);
  } catch (error) {
    await folder.release();
    throw error;
  }
  const database = await openDatabase(source(config, folder, log));
  if (!database.survivesPowerLoss) log.error({}, 'this PostgreSQL has fsync=off: a power cut may take all of it');
  await migrate(database);
  const container = await createContainer({ config, database, platform: system, log, doorway });
  stopOnSignals({ container, http: doorway.server, database, folder, log });
  const { db } = database;
  const links = config.demo
    ? await prepareDemo({ ...container, db, generation: container.services.generation, platform: system, log })
    : [];
  container.open();
  greet(container.origins.home(), links);
}

/** The embedded database allows one process; a PostgreSQL looks after itself and may have several. */
async function claimFolder(config: Config, log: Log): Promise<DataFolder> {
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

function source(config: Config, folder: DataFolder, log: Log): DatabaseSource {
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

async function listen(http: Server, { host, port }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(new StartRefused(whyNotListening(error, host, port))));
    http.listen(port, host, resolve);
  });
  http.removeAllListeners('error');
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${String(port)} is taken by another program. Stop it, or choose another port: PORT=${String(port + 1)} npm start`;
  }
  if (error.code === 'EACCES') return `Port ${String(port)} needs more rights. Choose one above 1023 with PORT.`;
  return `Can't listen on ${host}, port ${String(port)}: ${error.message}.`;
}

interface Running {
  readonly container: Container;
  readonly http: Server;
  readonly database: Database;
  readonly folder: DataFolder;
  readonly log: Log;
}

function stopOnSignals(running: Running): void {
  let stopping = false;
  const stop = (signal: string) => {
    // A second Ctrl-C is somebody who does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    void shutDown(running, signal);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function shutDown({ container, http, database, folder, log }: Running, signal: string): Promise<void> {
  log.info({ signal }, 'stopping');
  const late = setTimeout(() => {
    log.error({ ms: DRAIN_MS }, 'could not stop in time');
    process.exit(1);
  }, DRAIN_MS);
  late.unref();
  http.close();
  await container.drain();
  await database.close();
  await folder.release();
  process.exit(0);
}

function greet(home: string, links: readonly DemoLink[]): void {
  process.stdout.write(`ready ${home}\n`);
  // The links sign in whoever holds them, on this machine only.
  if (!isLoopback(new URL(home).hostname)) return;
  for (const { role, name, path } of links) {
    process.stdout.write(`  ${role.padEnd(9)} ${name.padEnd(20)} ${home}${path}\n`);
  }
}
