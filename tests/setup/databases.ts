import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate, openDatabase } from '#db/index.ts';
import { startCluster, type Cluster } from './postgres.ts';

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
  await migrate({ db: drizzle(client) as never });
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
async function startPostgres(folder: string): Promise<Pick<Cluster, 'url' | 'stop'> | null> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: () => Promise.resolve() };
  return startCluster(folder, { fsync: false });
}
