import { getTableName, is, sql, type SQL } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { assert, must } from '#shared/lib/assert.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import type { Db } from './client.ts';
import { appliedMigration, migrate } from './migrate.ts';
import * as schema from './schema/index.ts';
import { selectRows } from './select-rows.ts';

/**
 * What belongs to the installation and not to its content: who is signed in at the moment, and the installation's name. It
 * is in no backup, and putting one back leaves it as it is.
 */
const OWN_TABLES: readonly string[] = [schema.sessions, schema.installation].map((table) => getTableName(table));
/** Rows go in and out in texts of about this many characters. */
const CHUNK = 1024 * 1024;

type Tx = Pick<Db, 'execute'>;

/** The database at one moment. Rows are JSON objects as PostgreSQL writes them, one text each, without a line break. */
export interface Whole {
  /** The migration that its tables are of. */
  readonly migration: number;
  /** Every table of content; each after those that it refers to. */
  readonly tables: readonly string[];
  /** The stored files that its rows name. */
  readonly assets: readonly AssetHash[];
  rows(table: string): AsyncGenerator<readonly string[]>;
}

/** Reads the database as it is at one moment, while others may go on writing. */
export function readWhole(db: Db, take: (whole: Whole) => Promise<void>): Promise<void> {
  const moment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;
  return db.transaction(async (tx) => {
    // A server may be set up to write other forms than those that are read back exactly.
    await tx.execute(sql`SELECT set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true),
      set_config('timezone', 'UTC', true)`);
    await take({
      migration: must(await appliedMigration(tx), 'a database without migrations'),
      tables: await contentTables(tx),
      assets: await storedFiles(tx),
      rows: (table) => readRows(tx, table),
    });
  }, moment);
}

async function storedFiles(tx: Pick<Db, 'execute' | 'selectDistinct'>): Promise<AssetHash[]> {
  const own = await tx.selectDistinct({ hash: schema.assets.hash }).from(schema.assets);
  // Of an older version that was not started since it was updated.
  const signed = (await exists(tx, getTableName(schema.consents)))
    ? await tx.selectDistinct({ hash: schema.consents.fileHash }).from(schema.consents)
    : [];
  return [...new Set([...own, ...signed].map(({ hash }) => hash))];
}

export interface Replacement {
  readonly migration: number;
  /** Puts the rows in: tables in the order in which they were read. */
  readonly fill: (insert: (table: string, rows: readonly string[]) => Promise<void>) => Promise<void>;
  /** What else is done before anybody sees the new content, with the tables of this version. */
  readonly finish: (db: Db) => Promise<void>;
}

/**
 * Replaces all content by that of a backup, and brings it up to this version's tables: in one transaction, so that a
 * failure leaves what was there.
 */
export function replaceWhole(db: Db, replacement: Replacement): Promise<void> {
  return db.transaction(async (tx) => {
    const own = await readOwn(tx);
    await dropTables(tx);
    await migrate({ db: tx }, replacement.migration);
    await replacement.fill((table, rows) => insertRows(tx, table, rows));
    await migrate({ db: tx });
    for (const [table, rows] of own) await insertRows(tx, table, rows, ofKnownUsers(table));
    await replacement.finish(tx);
  });
}

function tablesOfSchema(): string[] {
  return Object.values(schema).flatMap((table) => (is(table, PgTable) ? [getTableName(table)] : []));
}

async function contentTables(tx: Tx): Promise<string[]> {
  const found = await selectRows<{ child: string; parent: string }>(
    tx,
    sql`SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint
      WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  // Of an older version that was not started since it was updated: the tables that it has.
  const present = await selectRows<{ name: string }>(
    tx,
    sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const known = tablesOfSchema().filter((table) => !OWN_TABLES.includes(table));
  const waiting = new Set(known.filter((table) => present.some(({ name }) => name === table)));
  const sorted: string[] = [];
  while (waiting.size > 0) {
    const isReady = (table: string) =>
      !found.some(({ child, parent }) => child === table && parent !== table && waiting.has(parent));
    const ready = [...waiting].filter(isReady).sort();
    assert(ready.length > 0, 'tables that refer to each other in a circle');
    for (const table of ready) waiting.delete(table);
    sorted.push(...ready);
  }
  return sorted;
}

async function* readRows(tx: Tx, table: string): AsyncGenerator<readonly string[]> {
  const cursor = sql.identifier(`whole_${table}`);
  await tx.execute(sql`DECLARE ${cursor} NO SCROLL CURSOR FOR
    SELECT to_jsonb(t)::text AS row FROM ${sql.identifier(table)} AS t`);
  // Some rows hold a word and some a whole script: as many as make a chunk, going by those before.
  for (let count = 1; ;) {
    const found = await selectRows<{ row: string }>(tx, sql`FETCH ${sql.raw(String(count))} FROM ${cursor}`);
    if (found.length === 0) break;
    const rows = found.map(({ row }) => row);
    yield rows;
    const length = rows.reduce((sum, row) => sum + row.length, 0);
    count = Math.max(1, Math.min(5000, count * 2, Math.floor((count * CHUNK) / length)));
  }
  await tx.execute(sql`CLOSE ${cursor}`);
}

async function insertRows(tx: Tx, table: string, rows: readonly string[], only = sql``): Promise<void> {
  const name = sql.identifier(table);
  for (let start = 0; start < rows.length;) {
    let end = start;
    for (let length = 0; end < rows.length && length < CHUNK; end++) length += must(rows[end]).length;
    const json = `[${rows.slice(start, end).join(',')}]`;
    await tx.execute(sql`INSERT INTO ${name}
      SELECT r.* FROM jsonb_populate_recordset(NULL::${name}, ${json}::text::jsonb) AS r ${only}`);
    start = end;
  }
}

async function readOwn(tx: Tx): Promise<Map<string, readonly string[]>> {
  const own = new Map<string, string[]>();
  for (const table of OWN_TABLES) {
    if (!(await exists(tx, table))) continue;
    const rows: string[] = [];
    for await (const chunk of readRows(tx, table)) rows.push(...chunk);
    own.set(table, rows);
  }
  return own;
}

/** Somebody who signed up after the backup was made is not in it. */
function ofKnownUsers(table: string): SQL {
  return table === getTableName(schema.sessions) ? sql`WHERE r.user_id IN (SELECT id FROM users)` : sql``;
}

async function exists(tx: Tx, table: string): Promise<boolean> {
  const [found] = await selectRows<{ found: boolean }>(
    tx,
    sql`SELECT to_regclass(${`public.${table}`}) IS NOT NULL AS found`,
  );
  return found?.found === true;
}

// Ours alone, by name: a database may hold tables of others.
async function dropTables(tx: Tx): Promise<void> {
  const names = tablesOfSchema().map((table) => sql`public.${sql.identifier(table)}`);
  await tx.execute(sql`DROP TABLE IF EXISTS ${sql.join(names, sql`, `)} CASCADE`);
  await tx.execute(sql`DROP TABLE IF EXISTS drizzle.__drizzle_migrations`);
}
