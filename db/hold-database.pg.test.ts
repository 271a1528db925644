import postgres from 'postgres';
import { afterEach, expect, inject, test } from 'vitest';
import { holdDatabase } from './hold-database.ts';

const server = inject('postgresUrl');
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function hold(name: string, shared: boolean) {
  let lose: (holder: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => (lose = resolve));
  const held = await holdDatabase({ url: server ?? '', shared, name, onLost: (holder) => lose(holder) });
  if (held.kind === 'held') cleanups.push(() => held.release());
  return { ...held, lost };
}

test.skipIf(server === null)(
  'who wants a database alone gets it alone, and the next one reads who has it',
  async () => {
    await hold('beatboard 1 on studio', false);
    for (const shared of [false, true]) {
      const next = await hold('beatboard 2', shared);
      expect(next).toMatchObject({
        kind: 'taken',
        holder: expect.stringMatching(/^beatboard 1 on studio, since 20/) as string,
      });
    }
  },
);

test.skipIf(server === null)(
  'those that can hear each other hold it together, and nobody alone beside them',
  async () => {
    const [one, two] = [await hold('one', true), await hold('two', true)];
    expect([one.kind, two.kind]).toEqual(['held', 'held']);
    expect(await hold('three', false)).toMatchObject({
      kind: 'taken',
      holder: expect.stringContaining('one') as string,
    });
  },
);

test.skipIf(server === null)('what is released, or whose holder died, is free', async () => {
  const one = await hold('one', false);
  if (one.kind === 'held') await one.release();
  const two = await hold('two', false);
  expect(two.kind).toBe('held');
  await endSessions('two');
  expect((await hold('three', false)).kind).toBe('held');
  // It notices that its connection is gone, and that somebody else came in.
  expect(await two.lost).toContain('three');
});

test.skipIf(server === null)('a holder whose connection broke takes it again when nobody came in between', async () => {
  const one = await hold('one', false);
  await endSessions('one');
  const deadline = Date.now() + 10_000;
  // While it is free for a moment, a second one would get it: look without taking.
  while ((await sessionsWithLock()) === 0) {
    if (Date.now() > deadline) throw new Error('The lock was not taken again.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await hold('two', false)).toMatchObject({ kind: 'taken', holder: expect.stringContaining('one') as string });
  expect(one.kind).toBe('held');
});

async function withAdmin<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server ?? '', { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

function endSessions(name: string) {
  return withAdmin(
    (sql) => sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ${name}`,
  );
}

async function sessionsWithLock(): Promise<number> {
  const rows = await withAdmin((sql) => sql`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted`);
  return rows.length;
}
