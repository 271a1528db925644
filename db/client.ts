import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

/**
 * The database, PostgreSQL or the embedded PGlite alike. Inside `transaction` use the `tx` it hands out and nothing else:
 * PGlite has one connection, and a query on the outer handle waits for itself.
 */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type DatabaseSource =
  | { readonly kind: 'postgres'; readonly url: string; readonly connections?: number }
  /**
   * A folder of its own (0700: PGlite writes world-readable files), or memory when null. One process at a time. A folder
   * that does not exist is unpacked from the template, if one is given.
   */
  | { readonly kind: 'pglite'; readonly folder: string | null; readonly template?: Blob };

export interface Database {
  readonly db: Db;
  readonly kind: DatabaseSource['kind'];
  close(): Promise<void>;
}

export async function openDatabase(source: DatabaseSource): Promise<Database> {
  if (source.kind === 'postgres') return openPostgres(source.url, source.connections ?? 10);
  const client =
    source.folder === null ? await PGlite.create(unpacked(source)) : await openFolder(source.folder, source);
  return { db: drizzlePglite(client, { schema }), kind: 'pglite', close: () => client.close() };
}

/*
 * Transactions have connections of their own. With queries under way on a connection, postgres.js may send a BEGIN after
 * them and forget that it did (porsager/postgres#1189, open in 3.4.9). The connection then serves everybody from within
 * a transaction that nobody ends, and what is said to be committed is not.
 */
function openPostgres(url: string, connections: number): Database {
  const options = { max: Math.ceil(connections / 2), onnotice: () => undefined };
  const [queries, transactions] = [postgres(url, options), postgres(url, options)];
  const [db, apart] = [drizzlePostgres(queries, { schema }), drizzlePostgres(transactions, { schema })];
  db.transaction = apart.transaction.bind(apart);
  const close = async () => {
    await Promise.all([queries.end({ timeout: 5 }), transactions.end({ timeout: 5 })]);
  };
  return { db, kind: 'postgres', close };
}

type Template = Pick<DatabaseSource & { kind: 'pglite' }, 'template'>;

function unpacked({ template }: Template) {
  return template ? { loadDataDir: template } : {};
}

async function openFolder(folder: string, source: Template): Promise<PGlite> {
  if (source.template && !existsSync(folder)) {
    // Unpacked beside and moved into place: a start that is cut off leaves no half of a database behind.
    const draft = `${folder}.new`;
    await rm(draft, { recursive: true, force: true });
    const client = await PGlite.create({ dataDir: draft, ...unpacked(source) });
    await client.close();
    await rename(draft, folder);
  }
  return PGlite.create({ dataDir: folder });
}
