import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Database, Db } from './client.ts';
import { selectRows } from './select-rows.ts';

type Tx = Pick<Db, 'execute'>;

/** Names the lock under which one process at a time migrates. */
const LOCK = 1_835_625_330;
/** As drizzle-kit keeps it: one row a migration, known by the time at which it was made. */
const DONE = sql`drizzle.__drizzle_migrations`;

/**
 * Brings the schema up to date, or up to the migration made at `upTo`, in one transaction. Runs inside the server process:
 * PGlite may not be opened twice. Drizzle's own migrators can't run inside a transaction that does more.
 */
export function migrate({ db }: Pick<Database, 'db'>, upTo = Infinity): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`);
    await tx.execute(sql`CREATE SCHEMA IF NOT EXISTS drizzle`);
    await tx.execute(
      sql`CREATE TABLE IF NOT EXISTS ${DONE} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`,
    );
    const last = (await appliedMigration(tx)) ?? 0;
    const due = migrations().filter(({ madeAt }) => madeAt > last && madeAt <= upTo);
    for (const { statements, hash, madeAt } of due) {
      for (const statement of statements) await tx.execute(sql.raw(statement));
      await tx.execute(sql`INSERT INTO ${DONE} (hash, created_at) VALUES (${hash}, ${madeAt}::bigint)`);
    }
  });
}

/** When the newest of the applied migrations was made; null in a database that has none. */
export async function appliedMigration(tx: Tx): Promise<number | null> {
  const [found] = await selectRows<{ exists: boolean }>(
    tx,
    sql`SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS exists`,
  );
  if (!found?.exists) return null;
  const [last] = await selectRows<{ at: string | null }>(tx, sql`SELECT max(created_at)::text AS at FROM ${DONE}`);
  return last?.at == null ? null : Number(last.at);
}

/** Whether this version knows the migration made then: tables of it can be brought up to date. */
export function knowsMigration(madeAt: number): boolean {
  return migrations().some((migration) => migration.madeAt === madeAt);
}

function migrations() {
  return readMigrationFiles({ migrationsFolder: migrationsFolder() }).map((file) => ({
    ...{ statements: file.sql, hash: file.hash, madeAt: file.folderMillis },
  }));
}

// The bundle lies in dist/, the sources in db/: both are somewhere below the folder that holds db/migrations.
function migrationsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'db', 'migrations');
    if (existsSync(candidate)) return candidate;
  }
  throw new Error('db/migrations is missing from this installation.');
}
