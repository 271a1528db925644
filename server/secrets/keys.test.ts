import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { testPlatform } from '#tests/factories/platform.ts';
import { KEY_FILE, keysOf } from './index.ts';

const { randomBytes } = testPlatform();
const embedded = { secretsKeys: [], database: { kind: 'pglite' } } as const;
const given = randomBytes(32);

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-keys-'));
  folders.push(folder);
  return folder;
}

test('an embedded database has a key of its own from the first start on, which nobody else can read', async () => {
  const folder = await freshFolder();
  const made = await keysOf(embedded, folder, randomBytes);
  expect(made).toHaveLength(1);
  const file = join(folder, KEY_FILE);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(Buffer.from(await readFile(file, 'utf8'), 'base64')).toEqual(Buffer.from(made[0] ?? []));
  expect((await keysOf(embedded, folder, randomBytes)).map(hex)).toEqual(made.map(hex));
});

test('a key of the environment seals, and one in the folder still opens', async () => {
  const folder = await freshFolder();
  const [kept] = await keysOf(embedded, folder, randomBytes);
  const both = await keysOf({ ...embedded, secretsKeys: [given] }, folder, randomBytes);
  expect(both.map(hex)).toEqual([hex(given), hex(kept)]);
});

test('PostgreSQL has the keys of the environment alone: a folder may belong to one of several machines', async () => {
  const postgres = { kind: 'postgres', url: 'postgres://db' } as const;
  const folder = await freshFolder();
  expect(await keysOf({ secretsKeys: [], database: postgres }, folder, randomBytes)).toEqual([]);
  expect(await keysOf({ secretsKeys: [given], database: postgres }, folder, randomBytes)).toEqual([given]);
  await expect(stat(join(folder, KEY_FILE))).rejects.toThrow(/ENOENT/);
});

test('a file that holds no key stops the start, and is left as it is', async () => {
  const folder = await freshFolder();
  const file = join(folder, KEY_FILE);
  await writeFile(file, 'hunter2');
  await expect(keysOf(embedded, folder, randomBytes)).rejects.toThrow(/holds no key/);
  expect(await readFile(file, 'utf8')).toBe('hunter2');
});

function hex(key: Uint8Array | undefined): string {
  return Buffer.from(key ?? []).toString('hex');
}
