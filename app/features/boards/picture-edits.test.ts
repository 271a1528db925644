import { expect, test } from 'vitest';
import { appendScript, readPanel, readPanels, readScript, updatePanel } from '#shared/collab/index.ts';
import { idMaker, type AssetHash, type PanelId, type TakeId, type UserId } from '#shared/lib/ids.ts';
import { randomInt, seededRng } from '#shared/lib/rng.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { arrangePanels, chosenTake, isStale, linesById, type Take } from '#shared/storyboard/index.ts';
import { undoLabel } from '#app/collab/undo-labels.ts';
import { hearFrom, memoryConnection } from '#tests/builders/memory-connection.ts';
import { addPanelToScene, changeCaption } from './board-edits.ts';
import { batchEdits, panelsForFiles, type FilePlace } from './picture-edits.ts';

function setUp() {
  const rng = seededRng(11);
  const newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
  const target = memoryConnection();
  const { doc, undo } = target;
  const heading = (text: string) => ({ type: 'scene_heading', text }) as const;
  appendScript(doc, [heading('INT. KITCHEN - DAY'), heading('EXT. STREET - NIGHT')], newId);
  const scenes = () => scenesOf(readScript(doc));
  const storyboard = () => arrangePanels(scenes(), readPanels(doc));
  const inScene = (index: number) => storyboard().boards[index]!.panels.map((panel) => panel.id);
  const add = (scene: number) => addPanelToScene(target, storyboard(), storyboard().boards[scene]!, newId)!;
  const [a, b] = [add(0), add(0)];
  let at = 0;
  const take = (): Take => ({
    ...{ id: newId<TakeId>(), asset: 'ab'.repeat(32) as AssetHash, width: 9, height: 9 },
    ...{ source: 'uploaded', provider: 'uploaded', at: (at += 1), by: newId<UserId>() },
  });
  const put = (place: FilePlace, count: number) => {
    const found = panelsForFiles(target, storyboard(), place, count, newId)!;
    return { ...found, edits: batchEdits(target, found) };
  };
  const shown = (id: PanelId) => chosenTake(readPanel(doc, id)!)?.id;
  const street = scenes()[1]!.id;
  return { target, doc, undo, a, b, take, put, shown, inScene, scenes, street, kitchen: scenes()[0]!.id };
}

test('files dropped between panels are new panels there, in the order of the files, and one undo takes all of it back', () => {
  const { a, b, put, take, inScene, kitchen, undo, shown } = setUp();
  const { panels, edits } = put({ kind: 'between', scene: kitchen, at: 1 }, 3);
  expect(inScene(0)).toEqual([a, ...panels, b]);
  const takes = panels.map(() => take());
  // They arrive in an order of their own.
  for (const i of [2, 0, 1]) expect(edits.hang(panels[i]!, takes[i]!)).toBeNull();
  expect(panels.map(shown)).toEqual(takes.map(({ id }) => id));
  expect(undoLabel(undo)).toBe('3 new pictures');
  undo.undo();
  expect(inScene(0)).toEqual([a, b]);
  undo.redo();
  expect(inScene(0)).toEqual([a, ...panels, b]);
  expect(panels.map(shown)).toEqual(takes.map(({ id }) => id));
});

test('files dropped onto panels are takes of them; what is left of the files becomes panels after the last', () => {
  const { a, b, put, take, inScene, undo, shown, doc } = setUp();
  const earlier = take();
  put({ kind: 'panels', ids: [a] }, 1).edits.hang(a, earlier);
  const { panels, made, edits } = put({ kind: 'panels', ids: [a, b] }, 3);
  expect(panels.slice(0, 2)).toEqual([a, b]);
  expect(inScene(0)).toEqual([a, b, ...made]);
  const takes = panels.map((panel) => {
    const each = take();
    edits.hang(panel, each);
    return each.id;
  });
  expect(panels.map(shown)).toEqual(takes);
  expect(readPanel(doc, a)!.takes).toHaveLength(2);
  undo.undo();
  expect([shown(a), shown(b), inScene(0)]).toEqual([earlier.id, undefined, [a, b]]);
});

test('what the person does meanwhile is a step of its own, above the pictures', () => {
  const { a, b, put, take, target, undo, shown, doc } = setUp();
  const { edits } = put({ kind: 'panels', ids: [a, b] }, 2);
  edits.hang(a, take());
  changeCaption(target, b, 'Dusk');
  edits.hang(b, take());
  undo.undo();
  expect([readPanel(doc, b)!.caption, shown(b) !== undefined]).toEqual(['', true]);
  undo.undo();
  expect([shown(a), shown(b)]).toEqual([undefined, undefined]);
});

test('a picture that arrives after its step was undone hangs nowhere', () => {
  const { a, b, put, take, undo, shown } = setUp();
  const { edits } = put({ kind: 'panels', ids: [a, b] }, 2);
  edits.hang(a, take());
  undo.undo();
  expect(edits.hang(b, take())).toContain('not added');
  expect(shown(b)).toBeUndefined();
});

test('a panel made for a picture that is refused goes, unless somebody has used it by then', () => {
  const { put, take, inScene, street, doc, undo } = setUp();
  const { panels, edits } = put({ kind: 'between', scene: street, at: 0 }, 3);
  edits.hang(panels[0]!, take());
  const other = memoryConnection();
  hearFrom(other.doc, doc);
  updatePanel(other.doc, panels[2]!, { caption: 'A gull' });
  hearFrom(doc, other.doc);
  for (const id of panels.slice(1)) edits.giveUp(id);
  expect(inScene(1)).toEqual([panels[0], panels[2]]);
  undo.undo();
  expect(inScene(1)).not.toContain(panels[0]);
});

test('a picture counts for the words as they are when it arrives', () => {
  const { a, put, take, doc, scenes } = setUp();
  put({ kind: 'panels', ids: [a] }, 1).edits.hang(a, take());
  expect(isStale(readPanel(doc, a)!, linesById(scenes()))).toBe(false);
});
