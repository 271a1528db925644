import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { migrate, openDatabase, type Database, type StartThread } from '#db/index.ts';
import { startWorker } from '#server/config/index.ts';
import { startCluster, type Cluster } from '#tests/setup/postgres.ts';
import { BadOption } from '../options.ts';

export type DatabaseKind = Database['kind'];

export function asDatabaseKind(word: string): DatabaseKind {
  if (word === 'pglite' || word === 'postgres') return word;
  throw new BadOption(`--database ${word} is none of: pglite, postgres.`);
}

/** Runs `work` with a folder of its own, which is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-chaos-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The same with a PostgreSQL of its own, with fsync as people run it; null for PGlite, which needs none. */
export function withCluster<T>(
  kind: DatabaseKind,
  work: (cluster: Cluster | null, folder: string) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    if (kind === 'pglite') return work(null, folder);
    const cluster = await startCluster(folder, { fsync: true });
    if (!cluster) throw new BadOption('There is no PostgreSQL on this machine: install it, or use --database pglite.');
    try {
      return await work(cluster, folder);
    } finally {
      await cluster.stop();
    }
  });
}

/** Where a database is, as one process can tell another. */
export type Place =
  { readonly kind: 'pglite'; readonly folder: string } | { readonly kind: 'postgres'; readonly url: string };

/** As the server opens it. */
export function openPlace(place: Place, startThread: StartThread = startWorker): Promise<Database> {
  if (place.kind === 'postgres') return openDatabase({ ...place, connections: 4 });
  const onLost = (error: Error) => {
    throw error;
  };
  return openDatabase({ ...place, template: null, startThread, onLost });
}

/** A place for a new database without any tables: a folder that does not exist yet, or one more on this cluster. */
export async function barePlace(cluster: Cluster | null, folder: string, name: string): Promise<Place> {
  return cluster ? placeOn(cluster, name) : { kind: 'pglite', folder: join(folder, name) };
}

/** One more database on this cluster. */
export async function placeOn(cluster: Cluster, name: string): Promise<Place & { readonly kind: 'postgres' }> {
  const admin = postgres(cluster.url, { max: 1, onnotice: () => undefined });
  await admin`CREATE DATABASE ${admin(name)}`;
  await admin.end();
  const url = new URL(cluster.url);
  url.pathname = `/${name}`;
  return { kind: 'postgres', url: url.href };
}

/** A new, migrated, empty database: in memory, or one more on this cluster. */
export async function freshDatabase(cluster: Cluster | null, name: string): Promise<Database> {
  const database = await (cluster ? openPlace(await barePlace(cluster, '', name)) : openDatabase({ kind: 'memory' }));
  await migrate(database);
  return database;
}
