import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { AssetHash, ElementId, PanelId, TakeId, UserId } from '#shared/lib/ids.ts';
import { idMaker } from '#shared/lib/ids.ts';
import { keyBetween, keysBetween } from '#shared/lib/order-key.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { scenesOf, type ScriptElement } from '#shared/screenplay/index.ts';
import { arrangePanels, byOrder, placeInBoard, type Take } from '#shared/storyboard/index.ts';
import {
  addPanel,
  addTake,
  deletePanels,
  observeBoards,
  placePanels,
  readPanel,
  readPanels,
  readShot,
  readShots,
  updatePanel,
  updateShot,
} from './boards.ts';
import { defineRoots } from './document.ts';

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

test('ten thousand boarded panels fit into 4 MB', () => {
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
  });
  expect(Y.encodeStateAsUpdate(doc).length).toBeLessThan(4 * 1024 * 1024);
});
