import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { appendTake, createDocumentStore, findAsset, insertRevision, queueJobs } from '#db/index.ts';
import { projectDocument } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { AssetHash, JobId, PanelId, RevisionId, TakeId } from '#shared/lib/ids.ts';
import type { Take } from '#shared/storyboard/index.ts';
import { createAccess } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { documentWithTake } from '#tests/builders/document-with-take.ts';
import { makeFilm, type Film } from '#tests/factories/film.ts';
import { DAY, testPlatform } from '#tests/factories/platform.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createAssets } from './assets.ts';
import { clearUnused, findUnused, type ClearOptions } from './clear-unused.ts';
import { diskStore } from './disk-store.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const NONE = { added: 0, removed: 0, changed: 0, moved: 0 };
const NO_CHANGES = { scenes: NONE, panels: NONE, pages: 0 };

const utf8 = (text: string) => new TextEncoder().encode(text);

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-unused-'));
  folders.push(folder);
  const store = diskStore(folder, platform.newId);
  const film = await makeFilm(db, platform);
  const assets = createAssets({
    ...{ db, access: createAccess({ db, bus: aloneBus('p1') }), store, clock: platform.clock },
    scale: (bytes) => Promise.resolve(bytes),
  });
  const options: ClearOptions = {
    ...{ db, store, clock: platform.clock, graceMs: 7 * DAY, keepFiles: () => Promise.resolve(null) },
  };
  const put = (text: string, project = film.project) => assets.put(project, 'image/png', utf8(text));
  /** As if the file had been written a day after the film was made. */
  const age = (name: string) => utimes(join(folder, name.slice(0, 2), name), 0, 0);
  return { db, platform, store, film, assets, options, put, age };
}

type Scene = Awaited<ReturnType<typeof setUp>>;

function takeOf(film: Film, id: TakeId, asset: AssetHash): Take {
  return { id, asset, width: 9, height: 9, source: 'uploaded', provider: 'uploaded', at: 1, by: film.owner.userId };
}

function stateWith({ film, platform }: Scene, asset: AssetHash) {
  return documentWithTake(takeOf(film, platform.newId(), asset), platform.newId);
}

async function recordTake({ db, film, platform }: Scene, asset: AssetHash): Promise<void> {
  await appendTake(db, film.project, platform.newId<TakeId>(), () => ({
    ...{ panelId: platform.newId<PanelId>(), jobId: null, asset, source: 'uploaded', createdBy: film.owner.userId },
    ...{ createdAt: new Date(platform.clock.now()), record: {}, recordHash: 'x', previousHash: '' },
  }));
}

onEachDatabase('clearing away files', (open) => {
  test('what a take, the log, a checkpoint, a revision or a job names stays, however old, and only the rest goes', async () => {
    const scene = await setUp(await open());
    const { db, film, platform, put, options, store } = scene;
    const names = ['take', 'log', 'checkpoint', 'revision', 'job', 'nothing'] as const;
    const hashes: Record<string, AssetHash> = {};
    for (const name of names) hashes[name] = await put(name);
    const hashOf = (name: (typeof names)[number]) => must(hashes[name]);
    const at = platform.clock.now();
    await recordTake(scene, hashOf('take'));
    const documents = createDocumentStore(db);
    const document = projectDocument(film.project);
    const by = film.owner.userId;
    await documents.create({
      ...{ name: document, project: film.project, schemaVersion: 1, by, at },
      seed: stateWith(scene, hashOf('log')),
    });
    const { bytes } = stateWith(scene, hashOf('checkpoint'));
    await documents.saveCheckpoint({ name: document, epoch: 1, seq: 1, bytes, sha256: '', at });
    await insertRevision(db, {
      ...{ id: platform.newId<RevisionId>(), projectId: film.project, document, epoch: 1, seq: 1, name: 'One' },
      ...{ authorId: by, createdAt: new Date(at), counts: NO_CHANGES },
      state: stateWith(scene, hashOf('revision')).bytes,
    });
    await queueJobs(db, film.project, [
      {
        ...{ id: platform.newId<JobId>(), kind: 'picture', projectId: film.project, requestedBy: by },
        ...{ panelId: platform.newId<PanelId>(), payload: { from: hashOf('job') }, createdAt: new Date(at) },
      },
    ]);
    expect((await findUnused(options)).rows).toEqual([]);
    platform.advance(8 * DAY);
    expect((await findUnused(options)).rows.map(({ hash }) => hash)).toEqual([hashOf('nothing')]);
    // Looking removes nothing.
    expect(await findAsset(db, film.project, hashOf('nothing'))).toBeDefined();
    const { rows } = await clearUnused(options);
    expect(rows.map(({ hash }) => hash)).toEqual([hashOf('nothing')]);
    for (const name of names) {
      expect([name, (await findAsset(db, film.project, hashOf(name))) !== undefined]).toEqual([
        name,
        name !== 'nothing',
      ]);
      // Stored files have a grace of their own, which begins when the file was written.
      expect(await store.has(hashOf(name))).toBe(true);
    }
  });

  test('a stored file goes with its sizes when no project has it and it has lain there for its time', async () => {
    const scene = await setUp(await open());
    const { platform, put, options, store, age, film, db } = scene;
    const other = await makeFilm(db, platform);
    const [unused, shared, young] = [await put('unused'), await put('shared'), await put('young')];
    await put('shared', other.project);
    await recordTake({ ...scene, film: other }, shared);
    await store.write(`${unused}.w320`, utf8('small'));
    platform.advance(8 * DAY);
    await Promise.all([unused, `${unused}.w320`, shared].map(age));
    await store.write(young, utf8('young'));
    // The first round takes the rows, the next what belongs to nobody then.
    await clearUnused({ ...options, clock: { now: () => Date.now() + 8 * DAY - 60_000 } });
    expect(await findAsset(db, film.project, shared)).toBeUndefined();
    const gone = await clearUnused({ ...options, clock: { now: () => Date.now() } });
    expect(gone.files.map(({ name }) => name).sort()).toEqual([unused, `${unused}.w320`]);
    expect([await store.has(unused), await store.has(shared), await store.has(young)]).toEqual([false, true, true]);
  });

  test('an upload on its way is not cleared away: bytes that are put again are new', async () => {
    const { db, film, platform, put, options, store, age } = await setUp(await open());
    const hash = await put('twice');
    platform.advance(8 * DAY);
    await age(hash);
    await put('twice');
    expect((await clearUnused(options)).rows).toEqual([]);
    expect(await findAsset(db, film.project, hash)).toBeDefined();
    expect(await store.has(hash)).toBe(true);
  });

  test('a file that is put while it is being cleared away is there afterwards, each time', async () => {
    const { db, film, platform, put, options, store, age } = await setUp(await open());
    for (let round = 0; round < 10; round++) {
      const hash = await put(`round ${String(round)}`);
      platform.advance(8 * DAY);
      await age(hash);
      await clearUnused({ ...options, keepFiles: () => Promise.resolve('not yet') });
      await Promise.all([clearUnused(options), put(`round ${String(round)}`)]);
      expect(await findAsset(db, film.project, hash)).toBeDefined();
      expect(await store.has(hash)).toBe(true);
    }
  });

  test('while replaced rows may be put back, files that only they name stay', async () => {
    const { put, options, store, age, platform } = await setUp(await open());
    const hash = await put('of a restore');
    platform.advance(8 * DAY);
    await age(hash);
    const keeping = { ...options, keepFiles: () => Promise.resolve('A restore has replaced rows.') };
    await clearUnused(keeping);
    const { files, kept } = await clearUnused(keeping);
    expect([files, kept, await store.has(hash)]).toEqual([[], 'A restore has replaced rows.', true]);
    expect((await clearUnused(options)).files).toHaveLength(1);
  });
});
