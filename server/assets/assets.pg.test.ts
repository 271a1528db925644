import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccess } from '#server/access/index.ts';
import { aloneBus } from '#server/cluster/index.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import { makeFilm } from '#tests/factories/film.ts';
import { testPlatform } from '#tests/factories/platform.ts';
import { onEachDatabase, type TestDatabase } from '#tests/setup/on-each-database.ts';
import { createAssets } from './assets.ts';
import { diskStore } from './disk-store.ts';
import type { FileStore } from './file-store.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatboard-assets-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Stands for the process that makes pictures smaller. */
const scaled = (width: number) => new TextEncoder().encode(`as wide as ${String(width)}`);

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const mine = await mkdtemp(join(folder, 'assets-'));
  const store: FileStore = diskStore(mine, platform.newId);
  const asked: number[] = [];
  const [team, others] = [await makeFilm(db, platform), await makeFilm(db, platform)];
  return {
    team,
    others,
    ...{ asked, folder: mine },
    assets: createAssets({
      ...{ db, access: createAccess({ db, bus: aloneBus('p1') }), store, clock: platform.clock },
      scale: (_bytes, width) => {
        asked.push(width);
        return Promise.resolve(scaled(width));
      },
    }),
  };
}

onEachDatabase('assets', (open) => {
  test('the same bytes are one file, found by their hash', async () => {
    const { team, assets, folder } = await setUp(await open());
    const bytes = new TextEncoder().encode('a picture');
    const [one, two] = await Promise.all([
      assets.put(team.project, 'image/png', bytes),
      assets.put(team.project, 'image/png', bytes),
    ]);
    expect(one).toBe(two);
    const opened = await assets.open(team.viewer, team.project, one);
    expect(opened.mime).toBe('image/png');
    expect(new Uint8Array(opened.bytes)).toEqual(bytes);
    expect(await readdir(join(folder, one.slice(0, 2)))).toEqual([one]);
  });

  test('a smaller size of a picture is made once, however many ask for it at a time, and kept', async () => {
    const { team, assets, asked } = await setUp(await open());
    const hash = await assets.put(team.project, 'image/png', new TextEncoder().encode('a large picture'));
    const open320 = () => assets.open(team.viewer, team.project, hash, 320);
    const [one, two] = await Promise.all([open320(), open320()]);
    expect(one).toEqual({ mime: 'image/webp', bytes: scaled(320) });
    expect(new Uint8Array(two.bytes)).toEqual(scaled(320));
    expect(new Uint8Array((await open320()).bytes)).toEqual(scaled(320));
    expect(asked).toEqual([320]);
  });

  test('sizes that come with a picture are not made again, and what is no picture has none', async () => {
    const { team, assets, asked } = await setUp(await open());
    const bytes = new TextEncoder().encode('a picture with sizes');
    const hash = await assets.put(team.project, 'image/jpeg', bytes, [{ width: 640, bytes: scaled(1) }]);
    expect(new Uint8Array((await assets.open(team.viewer, team.project, hash, 640)).bytes)).toEqual(scaled(1));
    const sound = await assets.put(team.project, 'audio/mpeg', new TextEncoder().encode('a sound'));
    expect((await assets.open(team.viewer, team.project, sound, 640)).mime).toBe('audio/mpeg');
    expect(asked).toEqual([]);
  });

  test('[S9] a size of another project’s picture does not exist here either', async () => {
    const { team, others, assets } = await setUp(await open());
    const hash = await assets.put(others.project, 'image/png', new TextEncoder().encode('theirs'));
    await assets.open(others.viewer, others.project, hash, 320);
    const missing = { code: 'not_found' };
    await expect(assets.open(team.owner, team.project, hash, 320)).rejects.toMatchObject(missing);
    await expect(assets.open(team.owner, others.project, hash, 320)).rejects.toMatchObject(missing);
  });

  test('a file of another project does not exist here, though its bytes lie in the same place', async () => {
    const { team, others, assets } = await setUp(await open());
    const hash = await assets.put(others.project, 'image/png', new Uint8Array([1]));
    const missing = { code: 'not_found' };
    await expect(assets.open(team.owner, team.project, hash)).rejects.toMatchObject(missing);
    await expect(assets.open(team.owner, others.project, hash)).rejects.toMatchObject(missing);
    await expect(assets.open(team.owner, team.project, '../../secret' as AssetHash)).rejects.toMatchObject(missing);
    await expect(assets.open(null, others.project, hash)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
