import { expect, test } from 'vitest';
import {
  addTake,
  appendScript,
  readPanel,
  readPanels,
  readScript,
  readShots,
  updatePanel,
} from '#shared/collab/index.ts';
import { idMaker, type AssetHash, type ElementId, type TakeId, type UserId } from '#shared/lib/ids.ts';
import { randomInt, seededRng } from '#shared/lib/rng.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { arrangePanels, isStale, linesById, proposeCoverage } from '#shared/storyboard/index.ts';
import { undoLabel } from '#app/collab/undo-labels.ts';
import { hearFrom, memoryConnection } from '#tests/builders/memory-connection.ts';
import {
  addPanelAfter,
  addPanelForLines,
  addPanelToScene,
  boardScene,
  changeShots,
  hangPanels,
  movePanels,
  removePanels,
  takeProposal,
} from './board-edits.ts';

function setUp() {
  const rng = seededRng(9);
  const newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
  const target = memoryConnection();
  const { doc, undo } = target;
  const lines = appendScript(
    doc,
    [
      { type: 'transition', text: 'FADE IN:' },
      { type: 'scene_heading', text: 'INT. KITCHEN - DAY' },
      { type: 'action', text: 'Ana waits.' },
      { type: 'character', text: 'ANA' },
      { type: 'dialogue', text: 'Well?' },
      { type: 'scene_heading', text: 'EXT. STREET - NIGHT' },
      { type: 'action', text: 'Rain.' },
    ],
    newId,
  );
  const scenes = () => scenesOf(readScript(doc));
  const storyboard = () => arrangePanels(scenes(), readPanels(doc));
  const inScene = (index: number) => storyboard().boards[index]!.panels.map((panel) => panel.id);
  return { target, doc, undo, lines, newId, scenes, storyboard, inScene };
}

function fourPanels() {
  const film = setUp();
  const add = (scene: number) =>
    addPanelToScene(film.target, film.storyboard(), film.storyboard().boards[scene]!, film.newId)!;
  return { ...film, a: add(0), b: add(0), c: add(0), d: add(1) };
}

test('a panel for selected lines hangs on them and stands where the script has them', () => {
  const { target, doc, lines, newId, storyboard, inScene } = setUp();
  const last = addPanelForLines(target, storyboard(), [lines[4]!], newId)!;
  const first = addPanelForLines(target, storyboard(), [lines[2]!, lines[3]!], newId)!;
  expect(inScene(0)).toEqual([first, last]);
  expect(readPanel(doc, first)).toMatchObject({ anchors: [lines[2], lines[3]], durationMs: 900 });
});

test('lines outside of every scene make no panel', () => {
  const { target, doc, lines, newId, storyboard } = setUp();
  expect(addPanelForLines(target, storyboard(), [lines[0]!], newId)).toBeNull();
  expect(addPanelForLines(target, storyboard(), ['gone' as ElementId], newId)).toBeNull();
  expect(readPanels(doc)).toEqual([]);
});

test('one more frame of the same lines stands right after its model', () => {
  const { target, doc, newId, storyboard, inScene, a, b, c } = fourPanels();
  const more = addPanelAfter(target, storyboard(), a, newId)!;
  expect(inScene(0)).toEqual([a, more, b, c]);
  expect(readPanel(doc, more)!.anchors).toEqual(readPanel(doc, a)!.anchors);
});

test('boarding a scene is one step of undo, with a name', () => {
  const { target, undo, newId, storyboard, inScene } = setUp();
  const added = boardScene(target, storyboard(), storyboard().boards[0]!, newId);
  expect(inScene(0)).toEqual(added);
  expect(undoLabel(undo)).toBe('boarding of scene 1');
  undo.undo();
  expect(inScene(0)).toEqual([]);
});

test('panels move together, in their order, and undo names how many', () => {
  const { target, undo, storyboard, inScene, a, b, c, lines } = fourPanels();
  expect(movePanels(target, storyboard(), [a, b], lines[1]!, 1)).toBe(true);
  expect(inScene(0)).toEqual([c, a, b]);
  expect(undoLabel(undo)).toBe('move of 2 panels');
  undo.undo();
  expect(inScene(0)).toEqual([a, b, c]);
});

test('a panel moved within its scene keeps its lines', () => {
  const { target, doc, newId, storyboard, inScene, lines, a, b, c } = fourPanels();
  const spoken = addPanelForLines(target, storyboard(), [lines[4]!], newId)!;
  movePanels(target, storyboard(), [spoken], lines[1]!, 0);
  expect(inScene(0)).toEqual([spoken, a, b, c]);
  expect(readPanel(doc, spoken)!.anchors).toEqual([lines[4]]);
});

test('a move to where they are is no move', () => {
  const { target, undo, storyboard, lines, b } = fourPanels();
  const steps = undo.undoStack.length;
  expect(movePanels(target, storyboard(), [b], lines[1]!, 1)).toBe(false);
  expect(undo.undoStack).toHaveLength(steps);
});

test('a panel moved to another scene hangs on its heading, and its picture counts as accepted there', () => {
  const { target, doc, undo, storyboard, scenes, inScene, lines, b, d } = fourPanels();
  const take = {
    id: 't' as TakeId,
    asset: 'x' as AssetHash,
    width: 16,
    height: 9,
    source: 'previz',
    provider: 'previz',
  } as const;
  addTake(doc, b, { ...take, at: 1, by: 'u' as UserId }, 'whatever it was');
  movePanels(target, storyboard(), [b], lines[5]!, 0);
  expect(inScene(1)).toEqual([b, d]);
  expect(readPanel(doc, b)!.anchors).toEqual([lines[5]]);
  expect(isStale(readPanel(doc, b)!, linesById(scenes()))).toBe(false);
  undo.undo();
  expect(inScene(0)).toContain(b);
  expect(readPanel(doc, b)!.textHash).toBe('whatever it was');
});

test('panels are hung on other lines, where the script has them, in one step of undo', () => {
  const { target, doc, undo, lines, storyboard, inScene, a, b, c, d } = fourPanels();
  updatePanel(doc, c, { anchors: ['gone' as ElementId] });
  expect(storyboard().orphans.map((panel) => panel.id)).toEqual([c]);
  expect(hangPanels(target, storyboard(), [c], [lines[0]!])).toBe(false);
  expect(hangPanels(target, storyboard(), [c], [lines[6]!])).toBe(true);
  expect(inScene(1)).toEqual([d, c]);
  expect(readPanel(doc, c)!.anchors).toEqual([lines[6]]);
  expect(undoLabel(undo)).toBe('hanging of panel');
  undo.undo();
  expect(storyboard().orphans.map((panel) => panel.id)).toEqual([c]);
  expect(inScene(0)).toEqual([a, b]);
});

test('what is taken of a proposal is one step of undo, and a setup that is cut back to is one shot', () => {
  const { target, doc, undo, newId, storyboard, inScene } = setUp();
  const board = storyboard().boards[0]!;
  const shots = proposeCoverage(board.scene, 'long_take');
  const twice = [{ ...shots[0]!, frames: [shots[0]!.frames[0]!, shots[0]!.frames[0]!] }, ...shots.slice(1)];
  const added = takeProposal(target, storyboard(), board, twice, newId);
  expect(inScene(0)).toEqual(added);
  expect(new Set(added.map((id) => readPanel(doc, id)!.shot)).size).toBe(shots.length);
  expect(readShots(doc).get(readPanel(doc, added[0]!)!.shot)).toMatchObject({ movement: 'steadicam' });
  expect(undoLabel(undo)).toBe('coverage of scene 1');
  undo.undo();
  expect(inScene(0)).toEqual([]);
});

test('deleted panels come back whole: place, setup, picture', () => {
  const { target, doc, undo, storyboard, inScene, a, b, c } = fourPanels();
  changeShots(target, [readPanel(doc, b)!], 'shot size', { size: 'ECU' });
  const before = readPanel(doc, b);
  removePanels(target, [a, b]);
  expect(inScene(0)).toEqual([c]);
  expect(undoLabel(undo)).toBe('deletion of 2 panels');
  undo.undo();
  expect(inScene(0)).toEqual([a, b, c]);
  expect(readPanel(doc, b)).toEqual(before);
  expect(readShots(doc).get(before!.shot)!.size).toBe('ECU');
  expect(storyboard().orphans).toEqual([]);
});

test('undo takes back one’s own act and leaves what another person did meanwhile', () => {
  const { target, doc, undo, inScene, a, b, c } = fourPanels();
  const other = memoryConnection().doc;
  hearFrom(other, doc);
  removePanels(target, [a]);
  updatePanel(other, b, { caption: 'from elsewhere' });
  hearFrom(doc, other);
  undo.undo();
  expect(inScene(0)).toEqual([a, b, c]);
  expect(readPanel(doc, b)!.caption).toBe('from elsewhere');
});
