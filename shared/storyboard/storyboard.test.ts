import { expect, test } from 'vitest';
import type { AssetHash, ElementId, PanelId, ShotId, TakeId, UserId } from '#shared/lib/ids.ts';
import { scenesOf, type ElementType, type ScriptElement } from '#shared/screenplay/index.ts';
import { arrangePanels, byOrder } from './arrange.ts';
import { durationOf } from './duration.ts';
import { excerptOf, hashOfLines, isStale, linesById, panelsByLine } from './links.ts';
import type { Panel } from './panel.ts';
import { DEFAULT_PANEL } from './panel-fields.ts';
import { placeInBoard, positionByScript } from './placement.ts';
import { planScene } from './plan-scene.ts';

const line = (id: string, type: ElementType, text: string): ScriptElement => ({ id: id as ElementId, type, text });

const SCRIPT = [
  line('h1', 'scene_heading', 'INT. KITCHEN - DAY'),
  line('a1', 'action', 'Ana opens the fridge.'),
  line('c1', 'character', 'ANA'),
  line('d1', 'dialogue', 'Nothing. Again.'),
  line('h2', 'scene_heading', 'EXT. STREET - NIGHT'),
  line('a2', 'action', 'Rain.'),
  line('h3', 'scene_heading', 'INT. CAR - NIGHT'),
];
const SCENES = scenesOf(SCRIPT);

function panel(id: string, order: string, anchors: string[], more: Partial<Panel> = {}): Panel {
  return {
    id: id as PanelId,
    shot: `s-${id}` as ShotId,
    order,
    anchors: anchors as ElementId[],
    ...DEFAULT_PANEL,
    textHash: '',
    words: '',
    take: null,
    takes: [],
    drawn: 0,
    ...more,
  };
}

const TAKE = { id: 't' as TakeId, asset: 'x' as AssetHash, width: 1, height: 1, provider: 'previz', at: 1 };
const pictured = (hash: string): Partial<Panel> => ({
  textHash: hash,
  take: TAKE.id,
  takes: [{ ...TAKE, source: 'previz', by: 'u' as UserId }],
});

test('panels stand under the scene of the first of their lines that still exists', () => {
  const { boards, orphans } = arrangePanels(SCENES, [
    panel('p1', 'a2', ['d1']),
    panel('p2', 'a1', ['gone', 'a1']),
    panel('p3', 'a1', ['gone']),
    panel('p4', 'a3', ['a2', 'h1']),
  ]);
  expect(boards.map((board) => board.panels.map((p) => p.id))).toEqual([['p2', 'p1'], ['p4'], []]);
  expect(orphans.map((p) => p.id)).toEqual(['p3']);
});

test('a picture is stale when the words of its lines change, and not when their spacing does', () => {
  const hash = hashOfLines([line('a1', 'action', 'Ana opens the fridge.')]);
  const made = panel('p', 'a1', ['a1'], pictured(hash));
  const edited = (text: string) =>
    linesById(scenesOf([line('h', 'scene_heading', 'INT. X'), line('a1', 'action', text)]));
  expect(isStale(made, linesById(SCENES))).toBe(false);
  expect(isStale(made, edited(' Ana  opens the fridge. '))).toBe(false);
  expect(isStale(made, edited('Ana closes the fridge.'))).toBe(true);
  expect(isStale({ ...made, take: null }, edited('Ana closes the fridge.'))).toBe(false);
  expect(isStale({ ...made, anchors: [] }, edited('Ana closes the fridge.'))).toBe(false);
});

test('every line knows the panels that show it', () => {
  const byLine = panelsByLine([panel('p1', 'a1', ['a1', 'd1']), panel('p2', 'a2', ['a1'])]);
  expect(byLine.get('a1' as ElementId)).toEqual(['p1', 'p2']);
  expect(byLine.get('h1' as ElementId)).toBeUndefined();
});

test('a card quotes the first action and the first speech, or else the heading', () => {
  expect(excerptOf(SCRIPT.slice(0, 4))).toEqual({
    action: 'Ana opens the fridge.',
    speaker: 'ANA',
    dialogue: 'Nothing. Again.',
  });
  expect(excerptOf(SCRIPT.slice(6)).action).toBe('INT. CAR - NIGHT');
});

test('placed panels stand where they were put, between the scenes around when keys allow', () => {
  const panels = [panel('a', 'a3', ['h1']), panel('b', 'a4', ['h1']), panel('c', 'a6', ['h2'])];
  const storyboard = arrangePanels(SCENES, panels);
  const [end] = placeInBoard(storyboard, 'h1' as ElementId, 2, ['x' as PanelId]);
  expect(end!.order > 'a4' && end!.order < 'a6').toBe(true);
  const [empty] = placeInBoard(storyboard, 'h3' as ElementId, 0, ['x' as PanelId]);
  expect(empty!.order > 'a6').toBe(true);
  const [moved] = placeInBoard(storyboard, 'h1' as ElementId, 0, ['b' as PanelId]);
  expect(moved!.order < 'a3').toBe(true);
});

test('two panels with one key can still be parted', () => {
  const panels = [
    panel('a', 'a3', ['h1']),
    panel('b', 'a3', ['h1']),
    panel('c', 'a3', ['h1']),
    panel('d', 'a5', ['h1']),
  ];
  const storyboard = arrangePanels(SCENES, panels);
  const placements = placeInBoard(storyboard, 'h1' as ElementId, 1, ['x' as PanelId]);
  expect(placements.map((p) => p.id)).toEqual(['x', 'b', 'c']);
  const keyOf = new Map(placements.map((p) => [p.id, p.order]));
  const after = [...panels, panel('x', '', ['h1'])].map((p) => ({ ...p, order: keyOf.get(p.id) ?? p.order }));
  expect(after.sort(byOrder).map((p) => p.id)).toEqual(['a', 'x', 'b', 'c', 'd']);
});

test('a heading deleted between two scenes leaves one board after the other', () => {
  let panels: Panel[] = [];
  for (const scene of ['h2', 'h1', 'h1', 'h2', 'h1']) {
    const storyboard = arrangePanels(SCENES, panels);
    const at = storyboard.boards.find((board) => board.scene.id === scene)!.panels.length;
    const id = `${scene}.${at}`;
    const [placed] = placeInBoard(storyboard, scene as ElementId, at, [id as PanelId]);
    panels = [...panels, panel(id, placed!.order, [scene === 'h1' ? 'a1' : 'a2'])];
  }
  const merged = scenesOf(SCRIPT.filter((element) => element.id !== 'h2'));
  const [board] = arrangePanels(merged, panels).boards;
  expect(board!.panels.map((p) => p.id)).toEqual(['h1.0', 'h1.1', 'h1.2', 'h2.0', 'h2.1']);
});

test('a new panel takes its place by the script', () => {
  const [board] = arrangePanels(SCENES, [panel('p1', 'a1', ['h1']), panel('p2', 'a2', ['d1'])]).boards;
  expect(positionByScript(board!, ['a1' as ElementId])).toBe(1);
  expect(positionByScript(board!, ['d1' as ElementId])).toBe(2);
  expect(positionByScript(board!, ['h1' as ElementId])).toBe(1);
});

test('a first board covers every line of the scene, wide first', () => {
  const body = Array.from({ length: 9 }, (_, i) => [
    line(`a${i}`, 'action', 'She waits.'),
    line(`c${i}`, 'character', 'ANA'),
    line(`d${i}`, 'dialogue', 'Well?'),
  ]).flat();
  const [scene] = scenesOf([line('h', 'scene_heading', 'EXT. QUAY - DAY'), ...body]);
  const plan = planScene(scene!);
  expect(plan).toHaveLength(6);
  expect(plan[0]).toMatchObject({ size: 'EWS', anchors: ['h', 'a0'] });
  expect(plan.flatMap((p) => p.anchors)).toEqual(['h', ...body.map((element) => element.id)]);
});

test('a short scene has a frame for each speech, and two voices at once are a two-shot', () => {
  const [scene] = scenesOf([
    line('h', 'scene_heading', 'INT. HALL - DAY'),
    line('c1', 'character', 'ANA'),
    line('d1', 'dialogue', 'Wait!'),
    { ...line('c2', 'character', 'BO'), dual: true },
    line('d2', 'dialogue', 'Go!'),
    line('c3', 'character', 'ANA'),
    line('d3', 'dialogue', 'No.'),
  ]);
  expect(planScene(scene!).map((p) => [p.size, p.anchors.join(' ')])).toEqual([
    ['LS', 'h'],
    ['2S', 'c1 d1 c2 d2'],
    ['MS', 'c3 d3'],
  ]);
});

test('lines give a frame its time: 200 ms a word of action, 300 of speech', () => {
  expect(durationOf([line('a', 'action', 'Ana opens the fridge.')])).toBe(1300);
  expect(durationOf([line('d', 'dialogue', 'Nothing. Again.')])).toBe(1600);
  expect(durationOf([line('h', 'scene_heading', 'INT. X - DAY')])).toBe(2000);
});
