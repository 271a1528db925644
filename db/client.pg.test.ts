import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';

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
