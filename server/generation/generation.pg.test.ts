import {} from 'node:fs/promises';
import {} from 'node:os';
import {} from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { takeChain } from '#db/index.ts';
import { readScript, updatePanel, writeBlocking, writeSettings } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { PanelId, TakeId } from '#shared/lib/ids.ts';
import { DRAWN_HERE, isStale, linesById } from '#shared/storyboard/index.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import type {} from '#shared/access/index.ts';
import type {} from '#shared/protocol/index.ts';
import {} from '#server/access/index.ts';
import {} from '#server/cluster/index.ts';
import {} from '#server/assets/index.ts';
import {} from '#server/boards/index.ts';
import {} from '#server/consent/index.ts';
import {} from '#server/sync/index.ts';
import {} from '#tests/factories/artist.ts';
import {} from '#tests/factories/film.ts';
import {} from '#tests/factories/platform.ts';
import {} from '#tests/factories/silent-log.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';
import {} from '#tests/setup/picture-notices.ts';
import { verifyChain } from '#server/provenance/index.ts';
import { type ProvenanceRecord } from './index.ts';
import { makePictureDesk, type Cleanup } from '#tests/setup/picture-desk.ts';

onEachDatabase('pictures on order', (open) => {
  const cleanups: Cleanup[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  test('a picture asked for appears on its panel, with its provenance and in the words of the script then', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, second, artist, notices, db, until, edit } = world;
    const service = world.start();
    const [job] = await service.request(team.director, project, [second]);
    await until(job, 'done');
    expect(notices.heard.map(({ state, progress }) => `${state} ${String(progress)}`)).toEqual([
      'queued 0',
      'running 0',
      'running 0.5',
      'done 1',
    ]);
    expect(await service.list(team.viewer, project)).toEqual([]);
    expect(artist.asked.map(({ brief }) => brief)).toMatchObject([
      {
        ...{ heading: 'INT. KITCHEN - NIGHT', setting: 'INT', location: 'KITCHEN', time: 'NIGHT', cast: ['ZOË'] },
        lines: [
          { type: 'character', text: 'ZOË (V.O.)' },
          { type: 'action', text: 'Close' },
        ],
        before: [{ type: 'action', text: 'ZOË waits.' }],
        shot: { size: 'CU', angle: 'eye', movement: 'static', lens: 35 },
      },
    ]);
    const panel = await world.panel(second);
    const [row] = await takeChain(db, project);
    expect(panel.takes).toMatchObject([
      { id: row?.id, width: 960, height: 540, source: 'generated', provider: 'previz' },
    ]);
    expect(panel.take).toBe(row?.id);
    const opened = await world.assets.open(team.viewer, project, must(panel.takes[0]).asset);
    const record = row?.record as ProvenanceRecord;
    expect(Buffer.from(opened.bytes).toString('latin1')).toContain(record.prompt.sent);
    expect(record).toMatchObject({
      ...{ project, panel: second, job, elements: panel.anchors, textHash: panel.textHash, cost: 0.04 },
      ...{ prompt: { written: 'ZOË (V.O.)\nClose' }, requestedBy: team.director.userId, previous: null },
    });
    const lines = async () => linesById(scenesOf(readScript(await world.read())));
    expect(isStale(panel, await lines())).toBe(false);
    await edit((doc) => updatePanel(doc, second, { textHash: 'other words' }));
    expect(isStale(await world.panel(second), await lines())).toBe(true);
  });

  test('a panel is drawn as it was blocked, or one before it in its scene; what nobody can mean stays out', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, second, artist, until, edit } = world;
    const zoe = { x: 1, z: -0.5, yaw: 0.2, stance: 1 };
    const camera = { x: 0, y: 1.5, z: 3, pan: 3.1, tilt: 0, roll: 0 };
    await edit((doc) => writeBlocking(doc, first, { 'f:ZOE': zoe, 'f:B\0D': zoe, 'p:t': { kind: 'anvil' }, camera }));
    const service = world.start();
    for (const job of await service.request(team.director, project, [first, second])) await until(job, 'done');
    const blocked = artist.asked.map(({ brief }) => brief.blocking);
    expect(blocked).toContainEqual({ 'f:ZOE': zoe, camera });
    expect(blocked).toContainEqual({ 'f:ZOE': zoe });
  });

  test('an order says in which words, from which seed and beside which pictures, and the record tells of it', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, second, artist, assets, until, edit } = world;
    const [brush, other] = await Promise.all(
      ['brush', 'other'].map((word) => assets.put(project, 'image/png', new TextEncoder().encode(word))),
    );
    await edit((doc) => {
      writeSettings(doc, { style: { words: 'Ink wash', pictures: [must(brush), must(other)] } });
      updatePanel(doc, second, { prompt: 'A hand on a cold stove.' });
    });
    const service = world.start();
    const order = { ...DRAWN_HERE, negative: 'hats', seed: 7, without: [must(other)] };
    for (const job of await service.request(team.director, project, [first, second], order)) await until(job, 'done');
    const style = { asset: brush, role: 'style', name: '', consent: null };
    const words = artist.asked.map(({ prompt }) => prompt);
    expect(words).toContain('A hand on a cold stove.');
    expect(words).toContainEqual(
      expect.stringMatching(/^Ink wash\. Medium shot.*Interior: kitchen, night\. ZOË waits\. /),
    );
    expect(artist.asked).toMatchObject([{}, {}].map(() => ({ negative: 'hats', seed: 7, references: [style] })));

    const shown = (await world.panel(second)).takes[0]!;
    const again = { ...order, prompt: 'A hand, gloved.', composition: true, source: must(other) };
    const [job] = await service.request(team.director, project, [second], { ...again, without: [] });
    await until(job, 'done');
    const made = must(job) as string as TakeId;
    expect(await service.record(team.viewer, project, made)).toMatchObject({
      ...{ prompt: 'A hand, gloved.', negative: 'hats', seed: 7, model: 'pencil', cost: 0.04 },
      inputs: [
        { asset: other, role: 'source' },
        { asset: shown.asset, role: 'structure' },
        { asset: brush, role: 'style' },
      ],
    });
    expect(artist.asked[2]!.prompt).toBe('A hand, gloved.');
    await expect(service.record(world.others.owner, project, made)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('who is not there can’t be ordered from, and another order is another picture', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, artist } = world;
    artist.next.push('hang', 'hang', 'hang', 'hang');
    const service = world.start({ concurrency: 0 });
    const nobody = { ...DRAWN_HERE, provider: 'nobody' };
    await expect(service.request(team.director, project, [first], nobody)).rejects.toMatchObject({ code: 'not_found' });
    expect(await service.list(team.director, project)).toEqual([]);
    const [plain] = await service.request(team.director, project, [first]);
    const [wet] = await service.request(team.director, project, [first], { ...DRAWN_HERE, prompt: 'Rain.' });
    const [wetAgain] = await service.request(team.director, project, [first], { ...DRAWN_HERE, prompt: 'Rain.' });
    expect(new Set([plain, wet]).size).toBe(2);
    expect(wetAgain).toBe(wet);
  });

  test('asking again while a picture is queued finds that job, asking while it is drawn makes another', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, second, artist, until } = world;
    artist.next.push('hang', 'draw', 'draw');
    const service = world.start({ concurrency: 1 });
    const [drawn] = await service.request(team.writer, project, [first]);
    await until(drawn, 'running');
    const queued = await service.request(team.writer, project, [first, second]);
    expect(queued).not.toContain(drawn);
    expect(await service.request(team.director, project, [second, first, first])).toEqual([...queued].reverse());
    await service.cancel(team.director, project, must(drawn));
    await Promise.all(queued.map((job) => until(job, 'done')));
    expect(artist.asked).toHaveLength(3);
  });

  test('what can’t be ordered is refused whole', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, others, project, first, platform } = world;
    const service = world.start();
    const gone = platform.newId<PanelId>();
    const [job] = await service.request(team.director, project, [first]);
    const missing = { code: 'not_found' };
    await expect(service.request(team.director, project, [first, gone])).rejects.toMatchObject(missing);
    await expect(service.request(team.director, project, [])).rejects.toMatchObject({ code: 'invalid_input' });
    const many = Array.from({ length: 1001 }, () => platform.newId<PanelId>());
    await expect(service.request(team.director, project, many)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(service.request(team.producer, project, [first])).rejects.toMatchObject({ code: 'forbidden' });
    await expect(service.request(others.owner, project, [first])).rejects.toMatchObject(missing);
    await expect(service.list(others.owner, project)).rejects.toMatchObject(missing);
    await expect(service.cancel(others.owner, others.project, must(job))).rejects.toMatchObject(missing);
    await expect(service.retry(others.owner, others.project, must(job))).rejects.toMatchObject(missing);
    await expect(service.request(null, project, [first])).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('who lost the right before the work began gets no picture', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, artist, until, changeRole } = world;
    artist.next.push('hang');
    const busy = world.start({ concurrency: 1 });
    const [hanging] = await busy.request(team.owner, project, [first]);
    await until(hanging, 'running');
    const [job] = await busy.request(team.director, project, [first]);
    await changeRole('director', 'viewer');
    await busy.cancel(team.owner, project, must(hanging));
    const { message } = await until(job, 'failed');
    expect(message).toContain('may no longer make pictures');
    expect(artist.asked).toHaveLength(1);
    expect((await world.panel(first)).takes).toEqual([]);
  });

  test('the records of a project are a chain in which every change shows', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, second, db, until } = world;
    const service = world.start();
    for (const panels of [[first, second], [first]]) {
      const jobs = await service.request(team.director, project, panels);
      await Promise.all(jobs.map((job) => until(job, 'done')));
    }
    const chain = await takeChain(db, project);
    expect(verifyChain(chain)).toEqual({ ok: true, value: 3 });
    const [one, two, three] = [must(chain[0]), must(chain[1]), must(chain[2])];
    const changed = { ...two, record: { ...(two.record as ProvenanceRecord), cost: 0 } };
    const broken = (...links: typeof chain) => verifyChain(links);
    expect(broken(one, changed, three)).toMatchObject({ error: { position: 2, reason: 'the record was changed' } });
    expect(broken(one, three)).toMatchObject({ error: { position: 2 } });
    expect(broken(two, three)).toMatchObject({ error: { position: 1 } });
    expect(broken(one, { ...two, asset: one.asset, id: one.id }, three)).toMatchObject({ error: { position: 2 } });
  });
});
