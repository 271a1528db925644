import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { must } from '#shared/lib/assert.ts';
import { ThreadClient, type StartThread } from './embedded/thread-client.ts';
import { reconnectAfter } from './reconnect.ts';
import * as schema from './schema/index.ts';

/**
 * The database, PostgreSQL or the embedded PGlite alike. What a query or a transaction changed is durable when its promise
 * resolves: it survives the end of the process and, where `survivesPowerLoss`, of the machine. Inside `transaction` use the
 * `tx` it hands out and nothing else: PGlite has one connection, and a query on the outer handle waits for itself.
 */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type DatabaseSource =
  | { readonly kind: 'postgres'; readonly url: string; readonly connections?: number }
  | EmbeddedSource
  /** An embedded one that is gone when it is closed. */
  | { readonly kind: 'memory'; readonly template?: Blob };

export interface EmbeddedSource {
  readonly kind: 'pglite';
  /** A folder of its own (0700: PGlite writes world-readable files). One process at a time. */
  readonly folder: string;
  /** A tar file, or .tgz, from which a folder that does not exist is unpacked. Without one PostgreSQL makes its own. */
  readonly template: string | null;
  readonly startThread: StartThread;
  /** What is committed from now on is not safe, and nothing will be answered any more: end the process. */
  readonly onLost: (error: Error) => void;
}

export interface Database {
  readonly db: Db;
  /** The same, for what people wait for with every key that they press: on an embedded database it is done before the rest. */
  readonly first: Db;
  readonly kind: 'postgres' | 'pglite';
  readonly survivesPowerLoss: boolean;
  close(): Promise<void>;
}

/** A database that would answer before it has stored. The message is for whoever runs the server. */
export class UnsafeDatabaseError extends Error {}

/** UnsafeDatabaseError where a PostgreSQL commits without waiting for its disk. */
export async function openDatabase(source: DatabaseSource): Promise<Database> {
  if (source.kind === 'postgres') return openPostgres(source.url, source.connections ?? 10);
  if (source.kind === 'memory') {
    const client = await PGlite.create(source.template ? { loadDataDir: source.template } : {});
    const db = drizzlePglite(client, { schema });
    return { db, first: db, kind: 'pglite', survivesPowerLoss: false, close: () => client.close() };
  }
  const client = await ThreadClient.open(source);
  // Drizzle calls two methods of the client, and these it has.
  const [db, first] = [client, client.first].map((asking) => drizzlePglite(asking as unknown as PGlite, { schema }));
  return { db: must(db), first: must(first), kind: 'pglite', survivesPowerLoss: true, close: () => client.close() };
}

/*
 * Transactions have connections of their own. With queries under way on a connection, postgres.js may send a BEGIN after
 * them and forget that it did (porsager/postgres#1189, open in 3.4.9). The connection then serves everybody from within
 * a transaction that nobody ends, and what is said to be committed is not.
 */
async function openPostgres(url: string, connections: number): Promise<Database> {
  const options = { max: Math.ceil(connections / 2), backoff: reconnectAfter, onnotice: () => undefined };
  const [queries, transactions] = [postgres(url, options), postgres(url, options)];
  const close = async () => {
    await Promise.all([queries.end({ timeout: 5 }), transactions.end({ timeout: 5 })]);
  };
  const survivesPowerLoss = await waitsForItsDisk(queries).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const [db, apart] = [drizzlePostgres(queries, { schema }), drizzlePostgres(transactions, { schema })];
  db.transaction = apart.transaction.bind(apart);
  return { db, first: db, kind: 'postgres', survivesPowerLoss, close };
}

async function waitsForItsDisk(client: postgres.Sql): Promise<boolean> {
  const [settings] = await client<{ waits: string; syncs: string }[]>`
    SELECT current_setting('synchronous_commit') AS waits, current_setting('fsync') AS syncs`;
  if (settings?.waits === 'off') {
    throw new UnsafeDatabaseError(
      'This PostgreSQL has synchronous_commit=off: it calls work saved that a power cut takes back. ' +
        'Set it to on for the server, the database and the role that DATABASE_URL names.',
    );
  }
  return settings?.syncs === 'on';
}
