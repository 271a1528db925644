import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { expect, inject, test } from 'vitest';
import { UnsafeDatabaseError, openDatabase } from './client.ts';

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
