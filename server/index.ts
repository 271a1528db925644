import type { Server } from 'node:http';
import { migrate, raiseSchemaVersions, type Database } from '#db/index.ts';
import { LockHeldError, StartRefused, isLoopback, system, type Config, type DataFolder } from '#server/config/index.ts';
import { holdForUs, joinOthers, type Others } from '#server/cluster/index.ts';
import { createDoorway } from '#server/http/index.ts';
import { createLog, type Log } from '#server/observability/index.ts';
import { SCHEMA_VERSION } from '#shared/collab/index.ts';
import { createContainer, type Container } from './container.ts';
import { prepareDemo, type DemoLink } from './demo.ts';
import { claimFolder, openSecrets, openStorage, readConfig } from './storage.ts';

const DRAIN_MS = 5_000;

try {
  await start();
} catch (error) {
  if (!(error instanceof StartRefused || error instanceof LockHeldError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const folder = await claimFolder(config, log);
  const doorway = createDoorway();
  try {
    await listen(doorway.server, config);
  } catch (error) {
    await folder.release();
    throw error;
  }
  const joining = { config, platform: system, log, onLost: () => process.exit(1) };
  const hold = await holdForUs(joining);
  const secrets = await openSecrets(config, folder);
  const database = await openStorage(config, folder, log);
  await migrate(database);
  const { db } = database;
  await raiseSchemaVersions(db, SCHEMA_VERSION);
  const others = await joinOthers(joining, db);
  const container = await createContainer({ ...others, config, database, secrets, platform: system, log, doorway });
  stopOnSignals({ container, http: doorway.server, database, folder, log, others, hold });
  const links = config.demo
    ? await prepareDemo({ ...container, db, generation: container.services.generation, platform: system, log })
    : [];
  container.open();
  greet(container.origins.home(), links);
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
  readonly others: Others;
  readonly hold: { release(): Promise<void> };
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

async function shutDown(
  { container, http, database, folder, log, others, hold }: Running,
  signal: string,
): Promise<void> {
  log.info({ signal }, 'stopping');
  const late = setTimeout(() => {
    log.error({ ms: DRAIN_MS }, 'could not stop in time');
    process.exit(1);
  }, DRAIN_MS);
  late.unref();
  http.close();
  await container.drain();
  await others.leave();
  await database.close();
  await hold.release();
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
