import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { expect, inject, test } from 'vitest';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';
import { UnsafeDatabaseError, openDatabase } from './client.ts';

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
