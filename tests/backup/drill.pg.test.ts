import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { getTableName, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  insertProviderAccount,
  insertSigningKey,
  appendTake,
  createDocumentStore,
  insertConsent,
  insertExport,
  queueJobs,
  readWhole,
  type Db,
} from '#db/index.ts';
import journal from '#db/migrations/meta/_journal.json' with { type: 'json' };
import * as schema from '#db/schema/index.ts';
import { selectRows } from '#db/select-rows.ts';
import {
  EDIT,
  addPanel,
  appendScript,
  projectDocument,
  readProjectState,
  loadState,
  sketchDocument,
} from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type {
  ConsentId,
  ExportId,
  JobId,
  PanelId,
  ProjectId,
  ProviderAccountId,
  SuggestionId,
  TakeId,
  UserId,
  WorkspaceId,
} from '#shared/lib/ids.ts';
import { assetFiles, diskStore } from '#server/assets/index.ts';
import { makeContainer } from '#tests/factories/container.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { makePerson, makeTeam, type TestActor } from '#tests/factories/team.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { makeBackup, restoreBackup } from '#server/backup/index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatboard-backup-'));
});
afterAll(() => rm(folder, { recursive: true }));

const platform = testPlatform();
const { clock, newId } = platform;
const newFolder = () => mkdtemp(join(folder, 'assets-'));
const newFile = () => join(folder, `${newId()}.beatboard`);

/** An installation with something in every table. */
async function liveIn(database: TestDatabase) {
  const { db } = database;
  const container = await makeContainer(database, platform);
  const { services, documents } = container;
  const assets = assetFiles(diskStore(await newFolder(), newId));
  const { workspace, members } = await makeTeam(db, platform);
  await services.workspaces.invite(members.owner, workspace, 'director');
  await db.insert(schema.sessions).values({ id: newId(), userId: members.writer.userId, expiresAt: FAR });
  await db.insert(schema.installation).values({ id: newId() });
  const createdAt = new Date(clock.now());
  const accountId = newId<ProviderAccountId>();
  await insertProviderAccount(db, {
    ...{ id: accountId, workspaceId: workspace, kind: 'fal', label: 'Ours', baseUrl: '', models: [] },
    ...{ sealedKey: 'v1.k.sealed', keyHint: 'wxyz', budget: 0.1, concurrency: 2, perMinute: null },
    ...{ createdBy: members.owner.userId, createdAt },
  });
  await insertSigningKey(db, { workspaceId: workspace, sealed: 'v1.k.sealed too', createdAt });
  for (const title of ['Ebb', 'Zoë’s 🎬 “\\n”']) {
    const project = await services.projects.create(members.writer, workspace, title);
    const panel = await documents.edit(projectDocument(project), members.writer.userId, EDIT, (doc) => {
      const lines = Array.from({ length: 40 }, (_, i) => ({
        type: 'action' as const,
        text: `Line ${String(i)} \u0001 é`,
      }));
      return addPanel(doc, { anchors: appendScript(doc, lines, newId).slice(0, 1), order: 'aV' }, newId);
    });
    await documents.create(sketchDocument(project, panel), project, members.director.userId, (doc) =>
      doc.getMap('strokes').set('a', [0.1, 1 / 3]),
    );
    const point = { x: 0.1, y: 1 / 3 };
    const thread = await services.comments.start(members.producer, project, { panel, point, body: 'Lower?' });
    await services.comments.reply(members.director, project, thread, 'Yes \\ "so"');
    await services.revisions.name(members.owner, project, 'First');
    await services.revisions.name(members.owner, project, 'The same again');
    await storePicture(db, assets, members.director, project, panel);
    await storeConsent(db, assets, members.owner, workspace, project);
    await db.insert(schema.suggestions).values({
      ...{ id: newId<SuggestionId>(), projectId: project, accountId, askedBy: members.writer.userId },
      ...{ askedAt: createdAt, answeredAt: createdAt, cost: 0.1 + 0.2, record: { hash: '\u2028', tokens: [1, null] } },
    });
  }
  await container.drain();
  return { assets, writer: members.writer };
}

async function storePicture(
  db: Db,
  assets: ReturnType<typeof assetFiles>,
  by: TestActor,
  project: ProjectId,
  panel: PanelId,
) {
  const bytes = Uint8Array.from({ length: 3000 }, (_, i) => (i * 7 + project.charCodeAt(3)) % 256);
  const asset = await assets.write(bytes);
  const createdAt = new Date(clock.now());
  await db.insert(schema.assets).values({ projectId: project, hash: asset, mime: 'image/png', bytes: 3000, createdAt });
  await queueJobs(db, project, [
    {
      ...{ id: newId<JobId>(), kind: 'picture', projectId: project, panelId: panel, requestedBy: by.userId },
      ...{ payload: { nested: [1, null, { é: '\u2028' }], big: 9_007_199_254_740_991 }, createdAt },
    },
  ]);
  await appendTake(db, project, newId<TakeId>(), () => ({
    ...{ panelId: panel, jobId: null, asset, source: 'generated', createdBy: by.userId, createdAt },
    ...{ record: { seed: 0.30000000000000004 }, recordHash: 'a', previousHash: '' },
  }));
}

/** With a signed paper that is no file of a project, and somebody who took pictures out. */
async function storeConsent(
  db: Db,
  assets: ReturnType<typeof assetFiles>,
  { userId }: TestActor,
  workspaceId: WorkspaceId,
  projectId: ProjectId,
) {
  const at = new Date(clock.now());
  const paper = new TextEncoder().encode(`%PDF-1.7 ${projectId}`);
  await insertConsent(db, {
    ...{ id: newId<ConsentId>(), workspaceId, projectId, person: 'Zoë', uses: ['picture'], territory: 'EU' },
    ...{ grantedBy: 'Zoë', validFrom: at, fileHash: await assets.write(paper), fileName: 'zoë.pdf' },
    ...{ fileMime: 'application/pdf', fileBytes: paper.length, createdBy: userId, createdAt: at },
  });
  await insertExport(db, { id: newId<ExportId>(), projectId, what: 'sheets', by: userId, at });
}

type Row = Readonly<Record<string, unknown>>;
const TABLES = new Map(Object.values(schema).map((table) => [getTableName(table), table]));

/** A hash of each row of each table, in no order, without what a new epoch changes. */
async function fingerprint(db: Db, without: readonly string[] = []): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, table] of TABLES) {
    if (without.includes(name)) continue;
    const rows: Row[] = await db.select().from(table);
    found[name] = rows.map((row) => hashOfRow(name, row)).sort();
  }
  return found;
}

function hashOfRow(table: string, row: Row): string {
  const changes = table === 'documents' ? ['epoch', 'fence'] : table === 'revisions' ? ['epoch'] : [];
  const kept = Object.entries(row).filter(([column]) => !changes.includes(column));
  const json = JSON.stringify(kept, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
  return createHash('sha256').update(json).digest('hex');
}

async function contentOf(db: Db): Promise<unknown[]> {
  const store = createDocumentStore(db);
  const documents = await db.select().from(schema.documents).orderBy(schema.documents.name);
  return Promise.all(
    documents.map(async ({ name }) => {
      const { checkpoint, updates } = must(await store.load(name));
      const doc = loadState(checkpoint?.bytes ?? new Uint8Array([0, 0]));
      for (const update of updates) Y.applyUpdate(doc, update);
      return [name, readProjectState(doc), doc.getMap('strokes').toJSON()];
    }),
  );
}

async function filesIn(assets: ReturnType<typeof assetFiles>, db: Db): Promise<string[]> {
  const rows = await db.select({ hash: schema.assets.hash }).from(schema.assets).orderBy(schema.assets.hash);
  return Promise.all(rows.map(async ({ hash }) => Buffer.from(await assets.read(hash)).toString('base64')));
}

const CAME_LATER = ['provider_accounts', 'signing_keys', 'consents', 'exports', 'suggestions'];

/** The lines of a backup as the first version would have written them, which had fewer tables. */
function asFirstVersion(text: string): string {
  let [isKnown, left] = [true, 0];
  const lines = text.split('\n').filter((line) => {
    if (line.startsWith('T')) isKnown = !CAME_LATER.includes(line.slice(1));
    if (!isKnown && line.startsWith('R')) left += 1;
    return isKnown || !/^[TR]/.test(line);
  });
  const rows = (_match: string, count: string) => `"rows":${String(Number(count) - left)}`;
  return lines
    .map((line) => (line.startsWith('E') ? line.replace(/"rows":(\d+)/, rows) : line))
    .join('\n')
    .replace(/"migration":\d+/, `"migration":${String(FIRST_MIGRATION)}`);
}

/** What a new epoch adds to, and what a backup has none of. */
const NEW_OR_OWN = ['document_checkpoints', 'sessions', 'installation'];
const FAR = new Date(9e12);
const FIRST_MIGRATION = must(journal.entries[0]).when;

const checkpointsOf = (db: Db) =>
  db.select().from(schema.documentCheckpoints).orderBy(schema.documentCheckpoints.document);
const epochsOf = async (db: Db) => (await db.select().from(schema.documents)).map(({ epoch }) => epoch);

onEachDatabase('a backup', (open) => {
  test('[R18] [E1] put into an empty installation, every row, document and picture is what it was, in new epochs', async () => {
    const before = await open();
    const { assets } = await liveIn(before);
    const file = newFile();
    const made = await makeBackup({ db: before.db, assets, clock, file });
    expect(made).toMatchObject({ assets: 4, missing: [] });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(makeBackup({ db: before.db, assets, clock, file })).rejects.toThrow(/exists/);
    const then = await fingerprint(before.db, NEW_OR_OWN);
    for (const [table, rows] of Object.entries(then)) expect(rows.length, `rows of ${table}`).toBeGreaterThan(0);

    const after = await open();
    const restoredFiles = assetFiles(diskStore(await newFolder(), newId));
    const restored = await restoreBackup({ db: after.db, assets: restoredFiles, clock, file });
    expect(restored).toMatchObject({ rows: made.rows, assets: 4, documents: 4 });
    expect(await fingerprint(after.db, NEW_OR_OWN)).toEqual(then);
    expect(await contentOf(after.db)).toEqual(await contentOf(before.db));
    expect(await filesIn(restoredFiles, after.db)).toEqual(await filesIn(assets, before.db));
    const [checkpoints, started] = [await checkpointsOf(before.db), await checkpointsOf(after.db)];
    expect(started.filter(({ epoch }) => epoch === 1)).toEqual(checkpoints);
    expect(started.filter(({ epoch }) => epoch > 1)).toHaveLength(4);
    const epochs = await epochsOf(after.db);
    expect(Math.min(...epochs)).toBeGreaterThan(1);

    // One that an older version made gets the tables of this one; and no epoch is used a second time.
    const old = newFile();
    await writeFile(old, gzipSync(asFirstVersion(gunzipSync(await readFile(file)).toString())));
    const later = { now: () => clock.now() + 1000 };
    await restoreBackup({ db: after.db, assets: restoredFiles, clock: later, file: old });
    const clients = await after.db.select().from(schema.documentClients);
    expect(clients.map(({ byServer, seq }) => [byServer, seq])).toEqual(clients.map(() => [false, 0]));
    expect(await contentOf(after.db)).toEqual(await contentOf(before.db));
    expect(Math.min(...(await epochsOf(after.db)))).toBeGreaterThan(Math.max(...epochs));
  });

  test('put into one in use, it replaces all but who is signed in; a file that is no whole backup changes nothing', async () => {
    const database = await open();
    const { db } = database;
    const { assets, writer } = await liveIn(database);
    const file = newFile();
    const none = assetFiles(diskStore(await newFolder(), newId));
    expect((await makeBackup({ db, assets: none, clock, file: newFile() })).missing).toHaveLength(4);
    await makeBackup({ db, assets, clock, file });
    const then = await fingerprint(db, NEW_OR_OWN);

    await db.update(schema.projects).set({ title: 'Renamed since' });
    const late = { id: newId<UserId>(), email: 'late@example.org', name: 'Late', passwordHash: '-', createdAt: FAR };
    await db.insert(schema.users).values(late);
    await db.delete(schema.sessions);
    const sessions = [writer.userId, late.id].map((userId) => ({ id: `of ${userId}`, userId, expiresAt: FAR }));
    await db.insert(schema.sessions).values(sessions);
    const installation = await db.select().from(schema.installation);
    const meanwhile = await fingerprint(db);

    for (const [bytes, words] of damaged(await readFile(file))) {
      const bad = newFile();
      await writeFile(bad, bytes);
      await expect(restoreBackup({ db, assets, clock, file: bad }), String(words)).rejects.toThrow(words);
    }
    await expect(restoreBackup({ db, assets, clock, file: newFile() })).rejects.toThrow(/no file/);
    expect(await fingerprint(db)).toEqual(meanwhile);

    await restoreBackup({ db, assets, clock, file });
    expect(await fingerprint(db, NEW_OR_OWN)).toEqual(then);
    const signedIn = await db.select({ user: schema.sessions.userId }).from(schema.sessions);
    expect(signedIn).toEqual([{ user: writer.userId }]);
    expect(await db.select().from(schema.installation)).toEqual(installation);

    await db.execute(sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('x', 99999999999999)`);
    await expect(restoreBackup({ db, assets, clock, file })).rejects.toThrow(/newer Beatboard/);
  });

  test('it is of one moment, and leaves no table out', async () => {
    const { db, kind } = await open();
    const names = await selectRows<{ name: string }>(
      db,
      sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(names.map(({ name }) => name).sort()).toEqual([...TABLES.keys()].sort());
    // The embedded database has one connection, and does nothing meanwhile.
    if (kind === 'pglite') return;
    await makePerson(db, platform, 'Early');
    await readWhole(db, async (whole) => {
      for await (const rows of whole.rows('workspaces')) expect(rows).toEqual([]);
      await makePerson(db, platform, 'Late');
      const people: string[] = [];
      for await (const rows of whole.rows('users')) people.push(...rows);
      expect(people.map((row) => (JSON.parse(row) as { name: string }).name)).toEqual(['Early']);
    });
  });
});

/** A good file made bad, with the words that tell of it. */
function damaged(whole: Buffer): [Uint8Array, RegExp][] {
  const lines = gunzipSync(whole).toString().trimEnd().split('\n');
  const zip = (...changed: string[]) => gzipSync(changed.join('\n'));
  const header = must(lines[0]).replace(/"migration":\d+/, '"migration":99999999999999');
  return [
    [whole.subarray(0, whole.length - 20), /cut off/],
    [whole.subarray(0, 100), /cut off|damaged/],
    [Uint8Array.from(whole, (byte, i) => (i === whole.length >> 1 ? byte ^ 0xff : byte)), /damaged/],
    [Buffer.from('FADE IN'), /no backup/],
    [zip('{"a": 1}'), /no backup/],
    [zip(...lines.slice(0, 3), '?', ...lines.slice(4)), /damaged/],
    [zip(...lines.slice(0, -1)), /cut off/],
    [zip(...lines.slice(0, 5), ...lines.slice(6)), /missing/],
    [zip(...lines.map((line) => line.replace(/^(A\w+ .{40})../, '$1//'))), /picture/],
    [zip(header, ...lines.slice(1)), /newer/],
    // What only the database can refuse.
    [zip(...lines.map((line) => (line.startsWith('R') ? line.replace(/"id": ?"/, '"id":["') : line))), /./],
  ];
}
