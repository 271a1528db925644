import { expect, test } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { users } from '#db/schema/index.ts';
import type { UserId } from '#shared/lib/ids.ts';

onEachDatabase('a test database', (open) => {
  test('is migrated, empty, and its own', async () => {
    const [{ db }, other] = [await open(), await open()];
    await db.insert(users).values({
      id: 'a' as UserId,
      email: 'a@example.org',
      name: 'Ana',
      passwordHash: '-',
      createdAt: new Date('2026-01-01T00:00:00Z'),
    });
    expect(await db.select().from(users)).toHaveLength(1);
    expect(await other.db.select().from(users)).toHaveLength(0);
  });
});
