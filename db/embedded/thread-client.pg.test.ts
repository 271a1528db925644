import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { createDocumentStore, openDatabase, type Database } from '#db/index.ts';
import { projects, users, workspaces } from '#db/schema/index.ts';
import { startWorker } from '#server/config/index.ts';
import type { DocumentName, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { documentStoreContract } from '#tests/contract/document-store.contract.ts';
import type { StartThread } from './thread-client.ts';

const PROJECT = 'project000000001' as ProjectId;
const USERS = ['user000000000001', 'user000000000002'] as const as readonly [UserId, UserId];
const AT = new Date('2026-01-01T00:00:00Z');
const DOCUMENT = PROJECT as string as DocumentName;

let root: string;
let database: Database;
const others: Database[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'beatboard-thread-'));
  database = await open('shared');
});
afterEach(async () => {
  for (const other of others.splice(0)) await other.close();
  await database.db.execute(sql`TRUNCATE users, workspaces, projects CASCADE`);
});
afterAll(async () => {
  await database.close();
  await rm(root, { recursive: true });
});

function open(name: string, startThread: StartThread = startWorker, onLost = unexpected): Promise<Database> {
  const template = inject('pgliteTemplate');
  return openDatabase({ kind: 'pglite', folder: join(root, name), template, startThread, onLost });
}

function unexpected(error: Error): void {
  throw error;
}

async function seed({ db }: Database) {
  await db.insert(users).values(USERS.map((id) => ({ id, email: id, name: id, passwordHash: '-', createdAt: AT })));
  const workspaceId = 'workspace0000001' as WorkspaceId;
  await db.insert(workspaces).values({ id: workspaceId, name: 'W', createdAt: AT });
  await db.insert(projects).values({ id: PROJECT, workspaceId, title: 'P', createdBy: USERS[0], createdAt: AT });
  return createDocumentStore(db);
}

const append = (byte: number) => [
  {
    ...{ name: DOCUMENT, epoch: 1, fence: 0 },
    rows: [{ bytes: new Uint8Array([byte]), userId: USERS[0], sessionId: 's', at: 0, newClients: [] }],
  },
];

documentStoreContract('the document store in a thread keeps its contract', async () => ({
  store: await seed(database),
  project: PROJECT,
  users: USERS,
}));

test('an error of PostgreSQL keeps its code on the way out of the thread', async () => {
  await seed(database);
  await expect(seed(database)).rejects.toMatchObject({ cause: { code: '23505' } });
});

test('a transaction that fails leaves nothing and lets the next in', async () => {
  await seed(database);
  const { db } = database;
  const failing = db.transaction(async (tx) => {
    await tx.update(projects).set({ title: 'half' });
    throw new Error('second thoughts');
  });
  const next = db.transaction((tx) => tx.select({ title: projects.title }).from(projects));
  await expect(failing).rejects.toThrow('second thoughts');
  expect(await next).toEqual([{ title: 'P' }]);
});

test('a transaction in which somebody swallowed an error does not look committed', async () => {
  await seed(database);
  const swallowing = database.db.transaction(async (tx) => {
    await tx.update(projects).set({ title: 'half' });
    await tx.execute(sql`SELECT 1 / 0`).catch(() => undefined);
  });
  await expect(swallowing).rejects.toThrow('rolled back');
  expect(await database.db.select({ title: projects.title }).from(projects)).toEqual([{ title: 'P' }]);
});

test('what is asked first comes after the transaction under way and before all that waits', async () => {
  await seed(database);
  const { db, first } = database;
  const done: string[] = [];
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const asking = [
    db.transaction(() => released).then(() => done.push('under way')),
    db.execute(sql`SELECT 1`).then(() => done.push('waiting')),
    db.transaction((tx) => tx.execute(sql`SELECT 1`)).then(() => done.push('waiting')),
    first.execute(sql`SELECT 1`).then(() => done.push('first')),
    first.transaction((tx) => tx.execute(sql`SELECT 1`)).then(() => done.push('first')),
  ];
  release();
  await Promise.all(asking);
  expect(done).toEqual(['under way', 'first', 'first', 'waiting', 'waiting']);
});

test('a folder that can not be opened is told at the door', async () => {
  await writeFile(join(root, 'broken'), 'no folder');
  await expect(open('broken')).rejects.toThrow();
});

test('it survives a close: the next opening finds everything', async () => {
  const first = await open('closed');
  await seed(first);
  await first.close();
  const second = await open('closed');
  others.push(second);
  expect(await second.db.select({ title: projects.title }).from(projects).where(eq(projects.id, PROJECT))).toHaveLength(
    1,
  );
});

/** A thread whose disk does what `fault` says once the file `marker` exists. */
const onBadDisk =
  (marker: string, fault: string): StartThread =>
  (_name, source, options) =>
    new Worker(
      `const fs = require('node:fs'), log = new Set(), real = { ...fs };
       const bad = () => real.existsSync(${JSON.stringify(marker)});
       const fail = (code) => { throw Object.assign(new Error(code), { code }); };
       fs.openSync = (path, ...rest) => {
         const fd = real.openSync(path, ...rest);
         if (/pg_wal/.test(path)) log.add(fd); else log.delete(fd);
         return fd;
       };
       ${fault}
       require('node:module').syncBuiltinESMExports();
       import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); });`,
      { ...options, eval: true },
    );

test.for([
  ['a sync fails', "fs.fsyncSync = (fd) => (bad() ? fail('EIO') : real.fsyncSync(fd));", /EIO/],
  [
    'the disk is full',
    "fs.writeSync = (fd, ...rest) => (bad() && log.has(fd) ? fail('ENOSPC') : real.writeSync(fd, ...rest));",
    /No space left on device/,
  ],
] as const)(
  'when %s nothing is called saved any more, and what was stays',
  { timeout: 60_000 },
  async ([name, fault, reason]) => {
    const marker = join(root, `${name}.marker`);
    let told: (error: Error) => void = unexpected;
    const lost = new Promise<Error>((resolve) => (told = resolve));
    const store = await seed(await open(name, onBadDisk(marker, fault), (error) => told(error)));
    await store.create({ name: DOCUMENT, project: PROJECT, schemaVersion: 1, seed: null, by: USERS[0], at: 0 });
    await store.append(append(1));
    await writeFile(marker, '');
    await expect(store.append(append(2))).rejects.toThrow();
    expect((await lost).message).toMatch(reason);
    await rm(marker);
    await expect(store.append(append(3))).rejects.toThrow();

    const after = await open(name);
    others.push(after);
    const log = await createDocumentStore(after.db).log(DOCUMENT, 1, 0, 10);
    expect(log[0]?.bytes).toEqual(new Uint8Array([1]));
    expect(log.map(({ bytes }) => bytes[0])).not.toContain(3);
  },
);
