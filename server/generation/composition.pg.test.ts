import { afterEach, expect, test } from 'vitest';
import { must } from '#shared/lib/assert.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import { DRAWN_HERE, type PictureOrder, type ReferencePicture } from '#shared/storyboard/index.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';
import { makePictureDesk, type Cleanup } from '#tests/setup/picture-desk.ts';
import { onlyProvider } from './index.ts';

onEachDatabase('what says where everything stands', (open) => {
  const cleanups: Cleanup[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  test('where the model takes one, a map of the panel’s set says where everything stands: a picture of its own, on record by its kind', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, artist, until } = world;
    const structures = (_: ProjectId, provider: string) =>
      Promise.resolve(provider === 'previz' ? (['depth', 'pose'] as const) : []);
    const service = world.start({
      providers: { ...onlyProvider(artist), find: () => Promise.resolve(artist), structures },
    });
    const order = { ...DRAWN_HERE, composition: true } as const;
    const make = async (changes: Partial<PictureOrder>) => {
      const [job] = await service.request(team.director, project, [first], { ...order, ...changes });
      await until(job, 'done');
      return must(artist.asked.at(-1)).references;
    };
    await make({ composition: false });
    // The take is there, and is nothing to a model that is told of the set.
    const made = [await make({ structure: 'depth' }), await make({ structure: 'pose' })];
    expect(made).toMatchObject([[{ role: 'structure', map: 'depth' }], [{ role: 'structure', map: 'pose' }]]);
    const [[depth], [pose]] = made as [[ReferencePicture], [ReferencePicture]];
    expect([depth, pose].map((map) => 'how' in map)).toEqual([false, false]);
    expect(depth.asset).not.toBe(pose.asset);
    const { take } = await world.panel(first);
    expect(await service.record(team.viewer, project, must(take))).toMatchObject({ inputs: [pose] });
    const { mime, bytes } = await world.assets.open(team.viewer, project, depth.asset);
    // A PNG says its size in the bytes after its name.
    const head = new DataView(bytes.buffer, bytes.byteOffset);
    const pixels = head.getUint32(16) * head.getUint32(20);
    expect([mime, Math.round(pixels / 100_000)]).toEqual(['image/png', 10]);
    expect((await make({ structure: 'depth', prompt: 'Again.' }))[0]?.asset).toBe(depth.asset);

    const asked = artist.asked.length;
    for (const changes of [{ structure: 'normal' }, { structure: 'depth', provider: 'other' }] as const) {
      const [job] = await service.request(team.director, project, [first], { ...order, ...changes });
      expect((await until(job, 'failed')).message).toMatch(/can’t be told in this way.*choose another/);
    }
    expect(artist.asked).toHaveLength(asked);
  });
});
