import {} from 'node:fs/promises';
import {} from 'node:os';
import {} from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {} from '#db/index.ts';
import {
  addCharacter,
  addLook,
  deleteCharacter,
  putPicture,
  readCharacters,
  sketchDocument,
  updatePanel,
} from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { TakeId } from '#shared/lib/ids.ts';
import { DRAWN_HERE, chosenTake } from '#shared/storyboard/index.ts';
import {} from '#shared/screenplay/index.ts';
import type {} from '#shared/access/index.ts';
import type {} from '#shared/protocol/index.ts';
import {} from '#server/access/index.ts';
import {} from '#server/cluster/index.ts';
import { hashOf } from '#server/assets/index.ts';
import {} from '#server/boards/index.ts';
import { type NewConsent } from '#server/consent/index.ts';
import {} from '#server/sync/index.ts';
import {} from '#tests/factories/artist.ts';
import {} from '#tests/factories/film.ts';
import {} from '#tests/factories/platform.ts';
import {} from '#tests/factories/silent-log.ts';
import { onEachDatabase } from '#tests/setup/on-each-database.ts';
import {} from '#tests/setup/picture-notices.ts';
import {} from '#server/provenance/index.ts';
import { onlyProvider } from './index.ts';
import { drawnOver, makePictureDesk, type Cleanup } from '#tests/setup/picture-desk.ts';

onEachDatabase('what goes along with an order', (open) => {
  const cleanups: Cleanup[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
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
});
