import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { CastPicture } from '#shared/cast/index.ts';
import { must } from '#shared/lib/assert.ts';
import { idMaker, type AssetHash, type ElementId, type LookId } from '#shared/lib/ids.ts';
import { randomInt, seededRng } from '#shared/lib/rng.ts';
import { addPanel } from './boards.ts';
import {
  addCharacter,
  addLocation,
  addLook,
  deleteCharacter,
  deleteLook,
  holdInScene,
  markDay,
  observeCast,
  putPicture,
  readCharacters,
  readDayMarks,
  readLocations,
  looksReader,
  panelCastReader,
  removePicture,
  updateCharacter,
  updateLocation,
  updateLook,
} from './cast.ts';
import { defineRoots, recordIn, recordsRoot } from './document.ts';
import { EDIT } from './origin.ts';
import { readPlainProject, writePlainProject } from './plain-project.ts';
import { appendScript } from './script.ts';
import { createUndo } from './undo.ts';

const rng = seededRng(11);
const newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
const picture = (digit: string, of = ''): CastPicture => ({
  ...{ asset: digit.repeat(64) as AssetHash, width: 640, height: 480, at: 5, of },
});

function newDoc(): Y.Doc {
  const doc = new Y.Doc();
  defineRoots(doc);
  return doc;
}

/** Two people's documents with one character and one look; `meet` lets both hear everything. */
function twoPeople() {
  const [ana, bo] = [newDoc(), newDoc()];
  const meet = () => {
    const [fromAna, fromBo] = [Y.encodeStateAsUpdate(ana), Y.encodeStateAsUpdate(bo)];
    Y.applyUpdate(bo, fromAna);
    Y.applyUpdate(ana, fromBo);
  };
  const character = addCharacter(ana, { name: 'ZOE' }, newId);
  const look = must(addLook(ana, character, { name: 'Everyday' }, newId));
  meet();
  return { ana, bo, meet, character, place: { character, look } };
}

test('two people who change one look at once keep all that they did', () => {
  const { ana, bo, meet, character, place } = twoPeople();
  updateLook(ana, place, { hair: 'Grey' });
  updateLook(bo, place, { wardrobe: 'Coat' });
  putPicture(ana, place, picture('a', 'Ana Lind'));
  putPicture(bo, place, picture('b'));
  holdInScene(ana, place, 'h1' as ElementId, true);
  holdInScene(bo, place, 'h2' as ElementId, true);
  updateCharacter(ana, character, { persona: 'Patient.' });
  const other = addLook(bo, character, { name: 'Wedding' }, newId);
  meet();
  expect(readCharacters(ana)).toEqual(readCharacters(bo));
  expect(readCharacters(ana)).toMatchObject([
    {
      ...{ name: 'ZOE', persona: 'Patient.' },
      looks: [
        {
          ...{ name: 'Everyday', hair: 'Grey', wardrobe: 'Coat', scenes: ['h1', 'h2'] },
          pictures: [picture('a', 'Ana Lind'), picture('b')],
        },
        { id: other, name: 'Wedding' },
      ],
    },
  ]);
});

test('what somebody deleted meanwhile stays deleted', () => {
  const { ana, bo, meet, character, place } = twoPeople();
  deleteCharacter(ana, character);
  meet();
  expect([updateCharacter(bo, character, { name: 'X' }), updateLook(bo, place, { hair: 'X' })]).toEqual([false, false]);
  expect([addLook(bo, character, {}, newId), putPicture(bo, place, picture('a'))]).toEqual([null, false]);
  expect(readCharacters(bo)).toEqual([]);
});

test('a step of undo takes back a look with its pictures, and a picture by itself', () => {
  const { ana, character, place } = twoPeople();
  const undo = createUndo(ana, { captureTimeout: 0 });
  const before = readCharacters(ana);
  ana.transact(() => putPicture(ana, place, picture('a')), EDIT);
  const shown = readCharacters(ana);
  ana.transact(() => deleteLook(ana, place), EDIT);
  expect(readCharacters(ana)).toMatchObject([{ id: character, looks: [] }]);
  undo.undo();
  expect(readCharacters(ana)).toEqual(shown);
  undo.undo();
  expect(readCharacters(ana)).toEqual(before);
});

test('what has another shape is passed over, and stays', () => {
  const { ana, character, place } = twoPeople();
  recordsRoot(ana, 'cast').set('x', 'no record');
  const record = must(recordIn(ana, 'cast', character));
  record.set('l:broken', 'no look');
  record.set('persona', 7);
  record.set('from later', { kept: true });
  const look = record.get(`l:${place.look}`) as Y.Map<unknown>;
  look.set(`p:${'a'.repeat(64)}`, [0, 1, 1, '']);
  look.set('p:../etc/passwd', [1, 1, 1, '']);
  look.set('order', 3);
  look.set('hair', 'x'.repeat(501));
  expect(readCharacters(ana)).toMatchObject([
    { persona: '', looks: [{ id: place.look, name: 'Everyday', hair: '', pictures: [] }] },
  ]);
  updateLook(ana, place, { hair: 'Grey' });
  expect(record.get('from later')).toEqual({ kept: true });
  expect(readPlainProject(ana).cast[0]).toMatchObject({ 'from later': { kept: true } });
});

test('places have their pictures, and a scene its mark of another day', () => {
  const doc = newDoc();
  const location = addLocation(doc, { name: 'KITCHEN' }, newId);
  let heard = 0;
  const stop = observeCast(doc, () => (heard += 1));
  updateLocation(doc, location, { light: 'Low, from the left' });
  putPicture(doc, { location }, picture('c'));
  removePicture(doc, { location }, picture('d').asset);
  stop();
  markDay(doc, 'h1' as ElementId, 'new');
  markDay(doc, 'h2' as ElementId, 'same');
  markDay(doc, 'h2' as ElementId, null);
  expect(heard).toBe(2);
  expect(readLocations(doc)).toMatchObject([{ id: location, light: 'Low, from the left', pictures: [picture('c')] }]);
  expect([...readDayMarks(doc)]).toEqual([['h1', 'new']]);
});

test('a panel’s cast is read with the looks that hold in its scene; a copy by open folder reads the same', () => {
  const { ana, character } = twoPeople();
  const lines = appendScript(
    ana,
    [
      { type: 'scene_heading', text: 'INT. KITCHEN - NIGHT' },
      { type: 'action', text: 'Zoë waits.' },
      { type: 'scene_heading', text: 'EXT. YARD - DAY' },
      { type: 'action', text: 'Zoë runs.' },
    ],
    newId,
  );
  const [night, morning] = [1, 3].map((at) => addPanel(ana, { anchors: [must(lines[at])], order: 'a0' }, newId));
  const second = must(addLook(ana, character, { name: 'Morning', days: '2' }, newId));
  const copy = newDoc();
  writePlainProject(copy, readPlainProject(ana));
  for (const doc of [ana, copy]) {
    const looks = [night, morning].map((id) => panelCastReader(doc)(must(id))?.characters[0]?.look?.id);
    expect(looks[1]).toBe(second);
    expect(looks[0]).not.toBe(second);
  }
  // Of everybody whom somebody described, whoever is in the scene: the panels of a scene are to show them alike.
  updateLook(ana, { character, look: second }, { hair: 'Bald' });
  updateCharacter(ana, character, { aliases: ['THE DRIVER'] });
  const bald = { age: '', build: '', hair: 'Bald', wardrobe: '' };
  expect(looksReader(ana)(must(lines[2]))).toEqual({ ZOE: bald, 'THE DRIVER': bald });
  expect(looksReader(ana)(must(lines[0]))['ZOE']?.hair).not.toBe('Bald');
  expect(panelCastReader(ana)('gone' as never)).toBeNull();
  expect(second satisfies LookId).toBeTruthy();
});
