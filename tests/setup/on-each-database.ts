import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterEach, describe, inject, test } from 'vitest';
import { openDatabase, type Database } from '#db/index.ts';

/** Opens one more handle on the same database: a second process, as far as PostgreSQL can tell. */
export interface TestDatabase extends Database {
  /** Connection URL; null on PGlite. */
  readonly url: string | null;
}

/**
 * Runs the same tests on PGlite and on PostgreSQL. `open` gives a fresh, migrated, empty database that is closed and
 * dropped after the test.
 */
export function onEachDatabase(title: string, body: (open: () => Promise<TestDatabase>) => void): void {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  describe(`${title} (PGlite)`, () => {
    body(async () => {
      const template = new Blob([await readFile(inject('pgliteTemplate'))]);
      const database = await openDatabase({ kind: 'memory', template });
      cleanups.push(() => database.close());
      return { ...database, url: null };
    });
  });

  describe(`${title} (PostgreSQL)`, () => {
    const server = inject('postgresUrl');
    if (server === null) {
      test.skip('needs PostgreSQL: install it, or set TEST_DATABASE_URL', () => undefined);
      return;
    }
    body(async () => {
      const name = `t_${randomBytes(8).toString('hex')}`;
      const admin = postgres(server, { max: 1, onnotice: () => undefined });
      await admin.unsafe(`CREATE DATABASE ${name} TEMPLATE beatboard_template`);
      const url = new URL(server);
      url.pathname = `/${name}`;
      const database = await openDatabase({ kind: 'postgres', url: url.href, connections: 4 });
      cleanups.push(async () => {
        await database.close();
        await admin.unsafe(`DROP DATABASE ${name} WITH (FORCE)`);
        await admin.end();
      });
      return { ...database, url: url.href };
    });
  });
}
