import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { AssetHash, ElementId, PanelId, ShotId, TakeId, UserId } from '#shared/lib/ids.ts';
import { idMaker } from '#shared/lib/ids.ts';
import { keyBetween, keysBetween } from '#shared/lib/order-key.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { scenesOf, type ScriptElement } from '#shared/screenplay/index.ts';
import { arrangePanels, byOrder, placeInBoard, type Take } from '#shared/storyboard/index.ts';
import {
  addPanel,
  addTake,
  deletePanels,
  joinShot,
  judgeTake,
  observeBoards,
  placePanels,
  readPanel,
  readPanelsOn,
  readPanels,
  readShot,
  readShots,
  splitShot,
  updatePanel,
  writeBlocking,
  updateShot,
} from './boards.ts';
import { defineRoots, recordIn, recordsRoot } from './document.ts';

const SCENES = scenesOf(
  ['h1', 'h2', 'h3'].map((id): ScriptElement => ({ id: id as ElementId, type: 'scene_heading', text: 'INT. X' })),
);

const newIds = (rng: Rng) => idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));

/** Two people's documents that started alike; `meet` lets both hear everything. */
function twoPeople() {
  const ana = new Y.Doc();
  const bo = new Y.Doc();
  ana.clientID = 1;
  bo.clientID = 2;
  defineRoots(ana);
  defineRoots(bo);
  const meet = () => {
    const [fromAna, fromBo] = [Y.encodeStateAsUpdate(ana), Y.encodeStateAsUpdate(bo)];
    Y.applyUpdate(bo, fromAna);
    Y.applyUpdate(ana, fromBo);
  };
  return { ana, bo, meet, newId: newIds(seededRng(7)) };
}

function withPanel() {
  const people = twoPeople();
  const anchors = ['h1' as ElementId];
  const id = addPanel(people.ana, { anchors, order: 'a0', shot: { size: 'CU' } }, people.newId);
  people.meet();
  return { ...people, id };
}

test('panels on some lines are those that hang on any of them, read as among all', () => {
  const { ana, newId, id } = withPanel();
  const anchors = ['h2', 'h3'] as ElementId[];
  const both = addPanel(ana, { anchors, order: 'a1', caption: 'Rain' }, newId);
  const on = (...lines: string[]) => readPanelsOn(ana, new Set(lines as ElementId[]));
  expect(on('h3', 'gone')).toEqual([readPanel(ana, both)]);
  expect(on('h1').map((panel) => panel.id)).toEqual([id]);
  expect(on()).toEqual([]);
});

test('a panel’s own setup is not said and stays when others are left in it; one that is said, as before, is read alike', () => {
  const { ana, bo, meet, newId, id } = withPanel();
  expect(recordIn(ana, 'panels', id)!.has('shot')).toBe(false);
  const { shot } = readPanel(ana, id)!;
  const other = addPanel(ana, { anchors: [], order: 'a1', shot }, newId);
  const older = addPanel(ana, { anchors: [], order: 'a2', shot: { lens: 85 } }, newId);
  const said = newId<ShotId>();
  recordsRoot(ana, 'shots').set(said, recordIn(ana, 'shots', older)!.clone());
  recordsRoot(ana, 'shots').delete(older);
  recordIn(ana, 'panels', older)!.set('shot', said);

  deletePanels(ana, [id]);
  meet();
  expect(readPanel(bo, other)!.shot).toBe(shot);
  expect(readShot(bo, shot).size).toBe('CU');
  expect(readShot(bo, readPanel(bo, older)!.shot).lens).toBe(85);
  joinShot(bo, [older], shot);
  deletePanels(bo, [other]);
  expect([...readShots(bo).keys()]).toEqual([shot]);
  deletePanels(bo, [older]);
  expect(readShots(bo).size).toBe(0);
});

test('two people who change two fields of one panel both keep their change', () => {
  const { ana, bo, meet, id } = withPanel();
  updatePanel(ana, id, { caption: 'She turns.' });
  updatePanel(bo, id, { durationMs: 3500 });
  const { shot } = readPanel(ana, id)!;
  updateShot(ana, shot, { angle: 'low' });
  updateShot(bo, shot, { lens: 85 });
  meet();
  expect(readPanel(bo, id)).toMatchObject({ caption: 'She turns.', durationMs: 3500 });
  expect(readShot(ana, shot)).toMatchObject({ size: 'CU', angle: 'low', lens: 85 });
  expect(readPanels(ana)).toEqual(readPanels(bo));
});

test('a panel that two people move at once is in one place, the same for both', () => {
  const { ana, bo, meet, id } = withPanel();
  placePanels(ana, [{ id, order: 'Zz' }]);
  placePanels(bo, [{ id, order: 'a9' }]);
  meet();
  expect(readPanels(ana)).toEqual(readPanels(bo));
  expect(['Zz', 'a9']).toContain(readPanel(ana, id)!.order);
  expect(readPanels(ana)).toHaveLength(1);
});

test('a deleted panel stays deleted, whatever somebody else was writing into it', () => {
  const { ana, bo, meet, id } = withPanel();
  deletePanels(ana, [id]);
  updatePanel(bo, id, { caption: 'late' });
  placePanels(bo, [{ id, order: 'aZ' }]);
  meet();
  expect(readPanels(ana)).toEqual([]);
  expect(readPanels(bo)).toEqual([]);
  expect(updatePanel(ana, id, { caption: 'later' })).toBe(false);
});

test('deleting takes the setup along when nothing else uses it', () => {
  const { ana, id, newId } = withPanel();
  const other = addPanel(ana, { anchors: [], order: 'a1' }, newId);
  deletePanels(ana, [id]);
  expect([...readShots(ana).keys()]).toEqual([readPanel(ana, other)!.shot]);
});

test('two pictures made at once are both kept, and one of them is shown', () => {
  const { ana, bo, meet, id, newId } = withPanel();
  const take = (at: number): Take => ({
    id: newId(),
    asset: 'ab'.repeat(32) as AssetHash,
    width: 16,
    height: 9,
    source: 'previz',
    provider: 'previz',
    at,
    by: newId(),
  });
  addTake(ana, id, take(1), 'one');
  addTake(bo, id, take(2), 'two');
  meet();
  expect(readPanel(ana, id)!.takes.map((t) => t.at)).toEqual([1, 2]);
  expect(readPanel(ana, id)).toEqual(readPanel(bo, id));
});

test('two who judge a take at once are both heard; what a newer version said stays, and who says nothing has no word', () => {
  const { ana, bo, meet, id } = withPanel();
  const word = (by: string, at: number) => ({
    ...{ take: 't1' as TakeId, by: by as UserId, at, verdict: null, faults: [], note: '' },
  });
  judgeTake(ana, id, { ...word('ana', 1), verdict: 'keep' });
  judgeTake(bo, id, { ...word('bo', 2), verdict: 'unusable', faults: ['hands'], note: 'six fingers' });
  meet();
  expect(readPanel(ana, id)?.judged?.map(({ by, verdict }) => [by, verdict])).toEqual([
    ['ana', 'keep'],
    ['bo', 'unusable'],
  ]);
  expect(readPanel(ana, id)).toEqual(readPanel(bo, id));

  const record = recordIn(ana, 'panels', id)!;
  record.set('r:t1/bo', { at: 3, verdict: 'superb', faults: ['hands', 'gravity'], mood: 'low' });
  expect(readPanel(ana, id)?.judged?.[1]).toEqual({ ...word('bo', 3), faults: ['hands'] });
  judgeTake(ana, id, { ...word('bo', 4), note: 'better' });
  expect(record.get('r:t1/bo')).toMatchObject({ faults: ['gravity'], mood: 'low', note: 'better' });
  judgeTake(ana, id, word('ana', 5));
  expect(record.has('r:t1/ana')).toBe(false);
});

test('a change names the panels it touched and no others', () => {
  const { ana, id, newId } = withPanel();
  const seen: PanelId[][] = [];
  const stop = observeBoards(ana, ({ panels }) => panels.size > 0 && seen.push([...panels]));
  updatePanel(ana, id, { caption: 'x' });
  const added = addPanel(ana, { anchors: [], order: 'a1' }, newId);
  deletePanels(ana, [id]);
  stop();
  updatePanel(ana, added, { caption: 'unheard' });
  expect(seen).toEqual([[id], [added], [id]]);
});

const SEED = 20261121;

test(`whatever two people do at once, they end with one storyboard (seed ${SEED})`, () => {
  for (let round = 0; round < 30; round++) {
    const rng = seededRng(SEED + round);
    const { ana, bo, meet } = twoPeople();
    const newId = newIds(rng);
    for (let step = 0; step < 120; step++) {
      act(rng, pick(rng, [ana, bo]), newId);
      if (randomInt(rng, 12) === 0) meet();
    }
    meet();
    expect(readPanels(ana).sort(byOrder), `seed ${SEED + round}`).toEqual(readPanels(bo).sort(byOrder));
    const storyboard = arrangePanels(SCENES, readPanels(ana));
    const placed = [...storyboard.boards.flatMap((board) => board.panels), ...storyboard.orphans].map((p) => p.id);
    expect(new Set(placed).size).toBe(placed.length);
    expect(placed).toHaveLength(readPanels(ana).length);
    expect(arrangePanels(SCENES, readPanels(bo).reverse())).toEqual(storyboard);
    const shots = new Set(readPanels(ana).map((p) => p.shot));
    expect([...shots].every((shot) => readShots(ana).has(shot))).toBe(true);
  }
});

function act(rng: Rng, doc: Y.Doc, newId: ReturnType<typeof idMaker>): void {
  const storyboard = arrangePanels(SCENES, readPanels(doc));
  const board = pick(rng, storyboard.boards);
  const panels = readPanels(doc);
  const kind = panels.length === 0 ? 0 : randomInt(rng, 6);
  const anchors = [board.scene.id];
  if (kind <= 1) addPanel(doc, { anchors, order: keyBetween(board.panels.at(-1)?.order ?? null, null) }, newId);
  else if (kind <= 3) {
    const moving = [...new Set([pick(rng, panels).id, pick(rng, panels).id])];
    const rest = board.panels.filter((panel) => !moving.includes(panel.id));
    const at = randomInt(rng, rest.length + 1);
    placePanels(doc, placeInBoard(storyboard, board.scene.id, at, moving));
    for (const id of moving) updatePanel(doc, id, { anchors });
    const now = arrangePanels(SCENES, readPanels(doc)).boards.find((b) => b.scene.id === board.scene.id)!;
    expect(now.panels.slice(at, at + moving.length).map((panel) => panel.id)).toEqual(moving);
  } else if (kind === 4) deletePanels(doc, [pick(rng, panels).id]);
  else updatePanel(doc, pick(rng, panels).id, { caption: String(randomInt(rng, 100)) });
}

test('a field at its default is not stored, and can be set back to it', () => {
  const { ana, id } = withPanel();
  const { shot } = readPanel(ana, id)!;
  const stored = () => [recordIn(ana, 'panels', id)!, recordIn(ana, 'shots', shot)!].map((r) => [...r.keys()]);
  const before = stored();
  updatePanel(ana, id, { caption: '', durationMs: 2000, transition: 'cut' });
  updateShot(ana, shot, { lens: 35, cast: [], vfx: false });
  expect(stored()).toEqual(before);
  updatePanel(ana, id, { sound: 'Gulls' });
  updateShot(ana, shot, { cast: ['ANA'], frameRate: 48 });
  expect(readShot(ana, shot)).toMatchObject({ cast: ['ANA'], frameRate: 48 });
  updatePanel(ana, id, { sound: '' });
  updateShot(ana, shot, { cast: [], frameRate: null });
  expect(stored()).toEqual(before);
});

test('what a newer version wrote survives, and what nobody can have meant reads as the default', () => {
  const { ana, bo, meet, id, newId } = withPanel();
  const panel = recordIn(ana, 'panels', id)!;
  const { shot } = readPanel(ana, id)!;
  for (const [name, value] of Object.entries({
    durationMs: 'long',
    anchors: 'h1',
    caption: 7,
    't:x': [1, 2],
    order: 3,
  }))
    panel.set(name, value);
  panel.set('weather', 'fog');
  recordIn(ana, 'shots', shot)!.set('gimbal', 'on');
  recordIn(ana, 'shots', shot)!.set('size', 'HUGE');
  meet();
  expect(readPanel(bo, id)).toMatchObject({ durationMs: 2000, anchors: [], caption: '', takes: [], order: 'a0' });
  expect(readShot(bo, shot).size).toBe('MS');
  updatePanel(bo, id, { caption: 'Fine' });
  splitShot(bo, [id], newId);
  expect(recordIn(bo, 'panels', id)!.get('weather')).toBe('fog');
  expect(recordIn(bo, 'shots', readPanel(bo, id)!.shot)!.get('gimbal')).toBe('on');
});

test('what stands in the place of a record and is none is passed over, and can be removed', () => {
  const { ana, id, newId } = withPanel();
  const stray = 'stray' as PanelId;
  recordsRoot(ana, 'panels').set(stray, 1);
  recordsRoot(ana, 'shots').set('stray', new Y.Text('no shot'));
  expect(readPanels(ana).map((panel) => panel.id)).toEqual([id]);
  expect([...readShots(ana).keys()]).toEqual([readPanel(ana, id)!.shot]);
  expect([readPanel(ana, stray), updatePanel(ana, stray, { caption: 'No' })]).toEqual([undefined, false]);
  splitShot(ana, [stray, id], newId);
  deletePanels(ana, [stray]);
  expect([...recordsRoot(ana, 'panels').keys()]).toEqual([id]);
});

test('two people who move two figures of one panel both keep their change, and a part that is taken out goes', () => {
  const { ana, bo, meet, id } = withPanel();
  const [anna, ben] = [{ x: 0 }, { x: 1 }];
  writeBlocking(ana, id, { 'f:ANNA': anna, 'f:BEN': ben, light: { azimuth: 1 } });
  meet();
  writeBlocking(ana, id, { ...readPanel(ana, id)!.blocking, 'f:ANNA': { x: 5 } });
  writeBlocking(bo, id, { 'f:ANNA': anna, 'f:BEN': { x: 7 } });
  meet();
  for (const doc of [ana, bo]) expect(readPanel(doc, id)!.blocking).toEqual({ 'f:ANNA': { x: 5 }, 'f:BEN': { x: 7 } });
  expect(writeBlocking(bo, id, {})).toBe(true);
  expect(readPanel(bo, id)).not.toHaveProperty('blocking');
  expect(writeBlocking(bo, 'gone' as PanelId, { light: 1 })).toBe(false);
});

test('panels become frames of one setup and part again, and no setup stays behind', () => {
  const { ana, id, newId } = withPanel();
  const { shot } = readPanel(ana, id)!;
  const second = addPanel(ana, { anchors: [], order: 'a1', shot }, newId);
  const third = addPanel(ana, { anchors: [], order: 'a2', shot: { size: 'LS' } }, newId);
  joinShot(ana, [third], shot);
  expect(readPanels(ana).map((panel) => panel.shot)).toEqual([shot, shot, shot]);
  expect([...readShots(ana).keys()]).toEqual([shot]);
  splitShot(ana, [second, third], newId);
  const own = readPanel(ana, second)!.shot;
  expect([readPanel(ana, id)!.shot, readPanel(ana, third)!.shot]).toEqual([shot, own]);
  expect(readShot(ana, own)).toEqual({ ...readShot(ana, shot), id: own });
  deletePanels(ana, [second, third]);
  expect([...readShots(ana).keys()]).toEqual([shot]);
});

test('ten thousand boarded panels, half of them drawn on, fit into 4 MB', () => {
  const doc = new Y.Doc();
  const newId = newIds(seededRng(20261121));
  const by = newId<UserId>();
  keysBetween(null, null, 10_000).forEach((order, i) => {
    const anchors = [newId<ElementId>(), newId<ElementId>()];
    const panel = addPanel(doc, { anchors, order, caption: 'She turns to the window.', shot: { size: 'CU' } }, newId);
    const picture = { asset: i.toString(16).padStart(64, '0') as AssetHash, width: 960, height: 540, at: 1.76e12 + i };
    addTake(
      doc,
      panel,
      { id: newId<TakeId>(), ...picture, source: 'previz', provider: 'previz', by },
      '00000000000000',
    );
    if (i % 2 === 0) updatePanel(doc, panel, { drawn: 200_000_000 + i });
  });
  expect(Y.encodeStateAsUpdate(doc).length).toBeLessThan(4 * 1024 * 1024);
});
