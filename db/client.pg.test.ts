import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { expect, inject, test } from 'vitest';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';
import { UnsafeDatabaseError, openDatabase, type Db } from './client.ts';

/** A connection of postgres.js takes 101 queries behind each other; the pool of a test has four. */
const FULL = 4 * 101;

onEachDatabase('a database that is asked hundreds of things at once', (open) => {
  test('answers each, and commits a transaction behind them apart from everything else', async () => {
    const { db } = await open();
    await db.execute(sql`CREATE TABLE counted (n int)`);
    const ask = db
      .select({ n: sql<number>`${sql.placeholder('n')}::int` })
      .from(sql`(SELECT 1) AS one`)
      .prepare('ask');
    // By now every connection knows the query, and does not wait for one answer before it sends the next.
    await Promise.all(Array.from({ length: 40 }, () => ask.execute({ n: 0 })));
    for (let before = FULL - 2; before <= FULL; before++) {
      const asked = Array.from({ length: before }, (_, n) => ask.execute({ n }));
      // All are on their way; no answer can be here yet.
      await new Promise((resolve) => setImmediate(resolve));
      const added = db.transaction((tx) => tx.execute(sql`INSERT INTO counted VALUES (${before})`));
      expect((await Promise.all(asked)).map(([row]) => row?.n)).toEqual(Array.from({ length: before }, (_, n) => n));
      await added;
    }
    expect(await db.$count(sql`counted`)).toBe(3);
  });
});

onEachDatabase('a database that ends connections in the middle of transactions', (open) => {
  test('fails those transactions and no others, on every connection, and as often as it does', async ({ skip }) => {
    const { db, url } = await open();
    if (url === null) return skip('PGlite has no connections');
    await db.execute(sql`CREATE TABLE kept (n int)`);
    const pidOf = async (handle: Pick<Db, 'select'>) =>
      (await handle.select({ pid: sql<number>`pg_backend_pid()` }).from(sql`(SELECT 1) AS one`))[0]?.pid;
    const isGone = async (pid: number | undefined) =>
      (await db.$count(sql`pg_stat_activity`, sql`pid = ${pid}::int`)) === 0;
    // More often than there are connections: one that does not come back keeps all waiting in the end.
    for (let n = 0; n < 9; n++) {
      const broken = db.transaction(async (tx) => {
        const pid = await pidOf(tx);
        await tx.execute(sql`INSERT INTO kept VALUES (-1)`);
        await db.execute(sql`SELECT pg_terminate_backend(${pid}::int)`);
        // Told before the next statement, or by it.
        if (n % 2) await expect.poll(() => isGone(pid)).toBe(true);
        await tx.execute(sql`INSERT INTO kept VALUES (${-2})`);
      });
      await expect(broken).rejects.toThrow();
      await db.transaction((tx) => tx.execute(sql`INSERT INTO kept VALUES (${n})`));
    }
    const kept = await db.select({ n: sql<number>`n` }).from(sql`kept`);
    expect(kept.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

const server = inject('postgresUrl');

test.skipIf(server === null)('a PostgreSQL that commits without its disk is refused, with what to change', async () => {
  const name = `t_${randomBytes(8).toString('hex')}`;
  const admin = postgres(server!, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`CREATE DATABASE ${name}`);
  await admin.unsafe(`ALTER DATABASE ${name} SET synchronous_commit = off`);
  const url = new URL(server!);
  url.pathname = `/${name}`;
  const opening = openDatabase({ kind: 'postgres', url: url.href });
  await expect(opening).rejects.toThrow(UnsafeDatabaseError);
  await expect(opening).rejects.toThrow('synchronous_commit');
  await admin.unsafe(`DROP DATABASE ${name}`);
  await admin.end();
});
