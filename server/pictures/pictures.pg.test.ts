import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { findProject, findTake, insertProject, takeChain } from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { PanelId, ProjectId, TakeId } from '#shared/lib/ids.ts';
import { MEMBER_ROLES, mayDo } from '#shared/access/index.ts';
import { createAccess } from '#server/access/index.ts';
import { createAssets, diskStore } from '#server/assets/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import { verifyChain } from '#server/provenance/index.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createPictures } from './pictures.ts';
import { createStudio } from './studio.ts';

const studio = createStudio({ limitMs: 55_000 });
const folders: string[] = [];
afterAll(async () => {
  studio.close();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

const photo = (width = 1200) =>
  sharp({ create: { width, height: 600, channels: 3, background: '#246' } })
    .jpeg()
    .toBuffer();

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-pictures-'));
  folders.push(folder);
  const access = createAccess({ db, bus: aloneBus('p1') });
  const store = diskStore(folder, platform.newId);
  const scale = () => Promise.reject(new Error('The sizes came with the picture.'));
  const assets = createAssets({ db, access, store, scale, clock: platform.clock });
  const film = await makeFilm(db, platform);
  // Only a project that came as a folder has its document read: tests/exchange/open-folder.pg.test.ts.
  const documents = { read: () => Promise.reject(new Error('No project here came as a folder.')) };
  const pictures = createPictures({ db, access, assets, studio, documents, clock: platform.clock });
  const upload = (bytes: Uint8Array, name = 'photo.jpg') => ({
    ...{ take: platform.newId<TakeId>(), panel: platform.newId<PanelId>(), file: { name, bytes } },
  });
  const stored = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((it) => it.isFile());
  return { db, platform, film, assets, pictures, upload, stored };
}

onEachDatabase('pictures that people bring', (open) => {
  test('a picture becomes a take with who, when, and the record of the file that it was', async () => {
    const { db, platform, film, pictures, assets, upload } = await setUp(await open());
    const bytes = await photo();
    const wanted = upload(bytes, '../my\u202E photo.jpg');
    const take = await pictures.upload(film.director, film.project, wanted);
    expect(take).toEqual({
      ...{ id: wanted.take, asset: expect.stringMatching(/^[0-9a-f]{64}$/) as string, width: 1200, height: 600 },
      ...{ source: 'uploaded', provider: 'uploaded', at: platform.clock.now(), by: film.director.userId },
    });
    const opened = await assets.open(film.viewer, film.project, take.asset);
    expect(opened.mime).toBe('image/jpeg');
    const small = await assets.open(film.viewer, film.project, take.asset, 320);
    expect([small.mime, (await sharp(small.bytes).metadata()).width]).toEqual(['image/webp', 320]);
    const chain = await takeChain(db, film.project);
    expect(verifyChain(chain)).toEqual({ ok: true, value: 1 });
    expect(chain[0]).toMatchObject({
      ...{ panelId: wanted.panel, source: 'uploaded', createdBy: film.director.userId, jobId: null },
      record: {
        original: {
          ...{ name: 'my photo.jpg', kind: 'jpeg', bytes: bytes.length },
          hash: createHash('sha256').update(bytes).digest('hex'),
        },
      },
    });
  });

  test('sent again after a lost answer it is the same take, kept once', async () => {
    const { db, film, pictures, upload, stored } = await setUp(await open());
    const wanted = upload(await photo());
    const first = await pictures.upload(film.writer, film.project, wanted);
    expect(await pictures.upload(film.writer, film.project, wanted)).toEqual(first);
    expect(await takeChain(db, film.project)).toHaveLength(1);
    // The picture and its three sizes.
    expect(await stored()).toHaveLength(4);
  });

  test('[S9] the name of somebody else’s take tells nothing of it', async () => {
    const { platform, db, film, pictures, upload } = await setUp(await open());
    const wanted = upload(await photo());
    await pictures.upload(film.writer, film.project, wanted);
    const others = await makeFilm(db, platform);
    const refusal = { code: 'conflict', message: expect.stringContaining('add it again') as string };
    await expect(pictures.upload(others.writer, others.project, wanted)).rejects.toMatchObject(refusal);
    await expect(pictures.upload(film.director, film.project, wanted)).rejects.toMatchObject(refusal);
  });

  test('who may write the boards may bring pictures, and nobody else', async () => {
    const { platform, db, film, pictures, upload, stored } = await setUp(await open());
    const bytes = await photo(40);
    for (const role of MEMBER_ROLES) {
      const answer = pictures.upload(film[role], film.project, upload(bytes)).then(
        () => 'allowed',
        (error: unknown) => (error as { code?: string }).code,
      );
      expect([role, await answer]).toEqual([role, mayDo(role, 'picture.upload') ? 'allowed' : 'forbidden']);
    }
    const before = (await stored()).length;
    const others = await makeFilm(db, platform);
    await expect(pictures.upload(others.owner, film.project, upload(bytes))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(pictures.upload(null, film.project, upload(bytes))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await stored()).toHaveLength(before);
  });

  test('of what is refused or called off nothing is kept, and the words name the file', async () => {
    const { db, film, pictures, upload, stored } = await setUp(await open());
    const send = (bytes: Uint8Array, name: string, signal?: AbortSignal) =>
      pictures.upload(film.owner, film.project, upload(bytes, name), signal);
    await expect(send(new Uint8Array(), 'empty.png')).rejects.toMatchObject({
      ...{ code: 'unsupported_file', message: 'empty.png: It is empty. It was not added.' },
    });
    await expect(send(new Uint8Array(21 * 1024 * 1024), 'film.png')).rejects.toMatchObject({ code: 'too_large' });
    const stop = new AbortController();
    const [first, waiting] = [send(await photo(), 'a.jpg', stop.signal), send(await photo(), 'b.jpg', stop.signal)];
    stop.abort(new Error('called off'));
    await expect(first).rejects.toThrow('called off');
    await expect(waiting).rejects.toThrow('called off');
    expect(await stored()).toEqual([]);
    expect(await takeChain(db, film.project)).toEqual([]);
    const wanted = upload(await photo());
    await pictures.upload(film.owner, film.project, wanted);
    expect(await findTake(db, wanted.take)).toBeDefined();
  });

  test('a picture is copied into another project of the person, and its record names the one it comes from', async () => {
    const { platform, db, film, assets, pictures, upload } = await setUp(await open());
    const original = upload(await photo());
    const { asset } = await pictures.upload(film.director, film.project, original);
    const other = platform.newId<ProjectId>();
    const { workspace } = must(await findProject(db, film.project));
    await insertProject(db, {
      ...{ id: other, workspaceId: workspace.id, title: 'The Sequel', createdBy: film.owner.userId },
      createdAt: new Date(platform.clock.now()),
    });
    const copy = { original: original.take, take: platform.newId<TakeId>(), panel: platform.newId<PanelId>() };
    const [take] = await pictures.copy(film.director, other, film.project, [copy]);
    expect(take).toMatchObject({ id: copy.take, asset, source: 'uploaded', by: film.director.userId });
    expect((await assets.open(film.viewer, other, asset)).mime).toBe('image/jpeg');
    const chain = await takeChain(db, other);
    expect(verifyChain(chain)).toEqual({ ok: true, value: 1 });
    expect(chain[0]?.record).toMatchObject({ copiedFrom: { project: film.project, take: original.take } });
    expect(await pictures.copy(film.director, other, film.project, [copy])).toEqual([take]);
    expect(await takeChain(db, other)).toHaveLength(1);
  });

  test('who may not see the one project or not write the other copies nothing, and learns of no picture', async () => {
    const { platform, db, film, pictures, upload, stored } = await setUp(await open());
    const original = upload(await photo(40));
    await pictures.upload(film.owner, film.project, original);
    const others = await makeFilm(db, platform);
    const copy = () => ({ original: original.take, take: platform.newId<TakeId>(), panel: platform.newId<PanelId>() });
    const before = (await stored()).length;
    const refused = (code: string) => expect.objectContaining({ code }) as unknown;
    await expect(pictures.copy(others.owner, others.project, film.project, [copy()])).rejects.toEqual(
      refused('not_found'),
    );
    await expect(pictures.copy(film.owner, others.project, film.project, [copy()])).rejects.toEqual(
      refused('not_found'),
    );
    await expect(pictures.copy(film.viewer, film.project, film.project, [copy()])).rejects.toEqual(
      refused('forbidden'),
    );
    await expect(pictures.copy(null, film.project, film.project, [copy()])).rejects.toEqual(refused('unauthenticated'));
    // A take of somebody else's under one's own project's name.
    expect(await pictures.copy(others.owner, others.project, others.project, [copy()])).toEqual([]);
    expect(await stored()).toHaveLength(before);
    expect(await takeChain(db, others.project)).toEqual([]);
  });
});
