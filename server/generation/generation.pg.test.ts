import { afterEach, expect, test } from 'vitest';
import { findJob, takeChain } from '#db/index.ts';
import {
  addCharacter,
  addLook,
  deleteCharacter,
  deletePanels,
  putPicture,
  readCharacters,
  readScript,
  sketchDocument,
  updatePanel,
  writeBlocking,
  writeSettings,
} from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { PanelId, TakeId } from '#shared/lib/ids.ts';
import { DRAWN_HERE, chosenTake, isStale, linesById } from '#shared/storyboard/index.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { hashOf } from '#server/assets/index.ts';
import { type NewConsent } from '#server/consent/index.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';
import { drawnOver, makePictureDesk, type Cleanup } from '#tests/setup/picture-desk.ts';
import { verifyChain } from '#server/provenance/index.ts';
import { onlyProvider, type GenerationOptions, type ProvenanceRecord } from './index.ts';

type Live = GenerationOptions['documents'];

/** The same documents, written to in another way. */
const writing = (documents: Live, edit: Live['edit']): Live => ({
  read: (document) => documents.read(document),
  look: (document, read) => documents.look(document, read),
  edit,
});

onEachDatabase('pictures', (open) => {
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

  test('what is drawn on a panel is the composition with the picture below it, or on paper; it is on record, and left out with the take', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, artist, until, edit, documents } = world;
    const service = world.start();
    const order = { ...DRAWN_HERE, composition: true };
    const make = async (changes: object = {}) => {
      const [job] = await service.request(team.director, project, [first], { ...order, ...changes });
      await until(job, 'done');
      return must(artist.asked.at(-1)).references;
    };
    await documents.create(sketchDocument(project, first), project, team.writer.userId, () => undefined);
    expect(await make()).toEqual([]);
    await edit((doc) => updatePanel(doc, first, { drawn: 1, take: null }));
    const drawn = { asset: hashOf(drawnOver('paper')), role: 'structure', name: '', consent: null, how: 'drawn' };
    expect(await make({ prompt: 'One.' })).toEqual([drawn]);
    const { take, takes } = await world.panel(first);
    expect(await service.record(team.viewer, project, must(take))).toMatchObject({ inputs: [drawn] });

    const below = must(takes.find(({ id }) => id === take)).asset;
    const { bytes } = await world.assets.open(team.viewer, project, below);
    const both = [{ role: 'source' }, { ...drawn, asset: hashOf(drawnOver(bytes)) }];
    expect(await make({ prompt: 'Two.', source: drawn.asset })).toMatchObject(both);
    const shown = must(chosenTake(await world.panel(first))).asset;
    expect(await make({ prompt: 'Three.', without: [shown] })).toEqual([]);
  });

  test('a real person’s likeness leaves under a consent in force alone, and the record names it; what is drawn here needs none', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, second, artist, assets, consents, access, until, edit, platform } = world;
    const face = await assets.put(project, 'image/png', new TextEncoder().encode('face'));
    await edit((doc) => {
      const zoe = addCharacter(doc, { name: 'Zoë', playedBy: 'Ana Lind' }, platform.newId);
      const look = must(addLook(doc, zoe, { hair: 'short dark hair', wardrobe: 'overalls' }, platform.newId));
      putPicture(doc, { character: zoe, look }, { asset: face, width: 9, height: 9, at: 1, of: 'Ana Lind' });
    });
    const studio = { ...onlyProvider(artist), find: () => Promise.resolve(artist) };
    const service = world.start({ providers: studio });
    const away = { ...DRAWN_HERE, provider: 'studio' };
    const [here] = await service.request(team.director, project, [first]);
    await until(here, 'done');
    const [refused] = await service.request(team.director, project, [first], away);
    const { message } = await until(refused, 'failed');
    expect(message).toMatch(/no consent of Ana Lind, who plays Zoë.*Nothing was sent/);
    expect(artist.asked).toHaveLength(1);

    const { workspaceId } = await access.requireInProject(team.owner, project, 'project.open');
    const terms: NewConsent = {
      ...{ person: 'Ana Lind', uses: ['picture'], project, from: 0, until: null, territory: 'Worldwide' },
      ...{ grantedBy: 'Ana Lind', file: { name: 'ana.pdf', bytes: new TextEncoder().encode('%PDF-1.7 signed') } },
    };
    const consent = await consents.give(team.owner, workspaceId, terms);
    const [agreed] = await service.request(team.director, project, [first], away);
    await until(agreed, 'done');
    expect(artist.asked[1]!.prompt).toContain('Zoë: short dark hair, wears overalls');
    // The built-in artist is told so, too.
    expect(artist.asked[0]!.brief.looks).toEqual({
      ZOE: { age: '', build: '', hair: 'short dark hair', wardrobe: 'overalls' },
    });
    const inputs = [{ asset: face, role: 'character', name: 'Zoë', consent }];
    expect(await service.record(team.viewer, project, must(agreed) as string as TakeId)).toMatchObject({ inputs });

    const { takes } = await consents.revoke(team.owner, workspaceId, consent);
    expect(takes.map(({ take }) => take)).toEqual([agreed]);
    const [late] = await service.request(team.director, project, [second], away);
    expect((await until(late, 'failed')).message).toMatch(/consent of Ana Lind, who plays Zoë, was revoked/);
    expect(artist.asked).toHaveLength(2);

    // She plays nobody any more. What was made under her consent can't be gone on from, nor what was made of that.
    const { asset: portrait } = must((await world.panel(first)).takes.find(({ id }) => id === String(agreed)));
    await edit((doc) => deleteCharacter(doc, must(readCharacters(doc)[0]).id));
    const onward = { ...away, source: portrait };
    const [again] = await service.request(team.director, project, [second], onward);
    const { message: words } = await until(again, 'failed');
    expect(words).toMatch(
      /Ana Lind, whose likeness is in an earlier picture that goes along, was revoked.*Nothing was/,
    );
    expect(artist.asked).toHaveLength(2);

    const newer = await consents.give(team.owner, workspaceId, terms);
    const [third] = await service.request(team.director, project, [second], { ...onward, prompt: 'Later.' });
    await until(third, 'done');
    const child = must((await world.panel(second)).takes.find(({ id }) => id === String(third)));
    const { takes: reached } = await consents.revoke(team.owner, workspaceId, newer);
    expect(reached.map(({ take }) => take)).toContain(third);
    const [last] = await service.request(team.director, project, [second], { ...away, source: child.asset });
    expect((await until(last, 'failed')).message).toMatch(/an earlier picture that goes along, was revoked/);
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

  // Where a process can die: before the answer, after the file, after the take's row, after the edit of the document.
  test.each(['answer', 'file', 'row', 'edit'])(
    'a process that dies after the %s is followed by one that ends the job with one take',
    async (death) => {
      const world = await makePictureDesk(await open(), cleanups);
      const { team, project, first, artist, documents, assets, db, until } = world;
      let reached: () => void = () => undefined;
      const dying = new Promise<void>((resolve) => (reached = resolve));
      let bury: (reason: Error) => void = () => undefined;
      const dead = new Promise<never>((_resolve, reject) => (bury = reject));
      const die = () => {
        reached();
        return dead;
      };
      const mortal: Pick<GenerationOptions, 'documents' | 'assets' | 'providers'> = {
        providers: onlyProvider({
          ...artist,
          poll: (...question) => (death === 'answer' ? die() : artist.poll(...question)),
        }),
        assets: {
          ...assets,
          put: async (...file) => {
            const hash = await assets.put(...file);
            return death === 'file' ? die() : hash;
          },
        },
        documents: writing(documents, async (...edit) => {
          if (death === 'row') return die();
          const result = await documents.edit(...edit);
          return death === 'edit' ? die() : result;
        }),
      };
      const before = world.start(mortal);
      cleanups.push(() => bury(new Error('dead')));
      const [job] = await before.request(team.director, project, [first]);
      await dying;
      world.start();
      await until(job, 'done');
      expect(artist.asked).toHaveLength(1);
      const rows = await takeChain(db, project);
      expect(rows.map((row) => row.jobId)).toEqual([job]);
      expect((await world.panel(first)).takes.map((take) => take.id)).toEqual(rows.map((row) => row.id));
      expect(await findJob(db, project, must(job))).toMatchObject({ attempts: 2 });
    },
  );

  test('a choice made between a crash and its recovery stays', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, documents, until, edit } = world;
    let bury: (reason: Error) => void = () => undefined;
    const dead = new Promise<never>((_resolve, reject) => (bury = reject));
    let hung: () => void = () => undefined;
    const dying = new Promise<void>((resolve) => (hung = resolve));
    const service = world.start({
      documents: writing(documents, async (...change) => {
        await documents.edit(...change);
        hung();
        return dead;
      }),
    });
    cleanups.push(() => bury(new Error('dead')));
    const [job] = await service.request(team.director, project, [first]);
    await dying;
    await edit((doc) => updatePanel(doc, first, { take: 'another' as TakeId }));
    world.start();
    await until(job, 'done');
    expect((await world.panel(first)).take).toBe('another');
  });

  test('a failure is tried three times, then stays in sight until somebody tries again', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, artist, until } = world;
    artist.next.push('fail', 'fail', 'fail', 'draw');
    const service = world.start();
    const [job] = await service.request(team.director, project, [first]);
    await until(job, 'failed');
    expect(artist.asked).toHaveLength(3);
    const failed = { id: job, panel: first, state: 'failed', message: 'The pencil broke. Try again.' };
    expect(await service.list(team.viewer, project)).toMatchObject([failed]);
    expect((await world.panel(first)).takes).toEqual([]);
    await service.retry(team.writer, project, must(job));
    await until(job, 'done');
    expect(await world.panel(first)).toMatchObject({ takes: [{ by: team.writer.userId }] });
    await expect(service.retry(team.writer, project, must(job))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a refusal is not tried again, and a new request takes it out of sight', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, artist, until } = world;
    artist.next.push('refuse');
    const service = world.start();
    const [refused] = await service.request(team.director, project, [first]);
    await until(refused, 'failed');
    expect(artist.asked).toHaveLength(1);
    const [job] = await service.request(team.director, project, [first]);
    await until(refused, 'cancelled');
    await until(job, 'done');
    expect(await service.list(team.director, project)).toEqual([]);
  });

  test('cancelling a picture that is being drawn calls it off, and it never appears', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, second, artist, db, until, notices } = world;
    artist.next.push('hang');
    const service = world.start({ concurrency: 1 });
    const [drawn, queued] = await service.request(team.director, project, [first, second]);
    await notices.until((notice) => notice.job === drawn && notice.progress === 0.5);
    await service.cancel(team.writer, project, must(drawn));
    await until(queued, 'done');
    expect(artist.cancelled).toEqual([drawn]);
    expect(await findJob(db, project, must(drawn))).toMatchObject({ state: 'cancelled' });
    expect((await world.panel(first)).takes).toEqual([]);
    await service.cancel(team.writer, project, must(drawn));
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

  test('a panel deleted while its picture is drawn ends the job in words', async () => {
    const world = await makePictureDesk(await open(), cleanups);
    const { team, project, first, documents, edit, until } = world;
    const service = world.start({
      documents: writing(documents, async (...change) => {
        await edit((doc) => deletePanels(doc, [first]));
        return documents.edit(...change);
      }),
    });
    const [job] = await service.request(team.director, project, [first]);
    expect((await until(job, 'failed')).message).toContain('The panel was deleted');
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
