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

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatboard-assets-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function setUp({ db }: TestDatabase) {
  const platform = testPlatform();
  const [team, others] = [await makeFilm(db, platform), await makeFilm(db, platform)];
  return {
    team,
    others,
    assets: createAssets({ db, access: createAccess({ db, bus: aloneBus('p1') }), folder, ...platform }),
  };
}

onEachDatabase('assets', (open) => {
  test('the same bytes are one file, found by their hash', async () => {
    const { team, assets } = await setUp(await open());
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
