import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { AssetHash, ElementId, NewId, PanelId, TakeId, UserId } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/assert.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { hashOfLines, linesById, linkOf } from '#shared/storyboard/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { HeadlessEditor } from '#tests/builders/headless-editor.ts';
import { addPanel, addTake, readPanel, updatePanel } from './boards.ts';
import { defineRoots } from './document.ts';
import { holdPanels } from './hold-panels.ts';
import { appendScript, readScript } from './script.ts';
import { createUndo } from './undo.ts';

class Window extends HeadlessEditor {
  constructor(name: string, state?: Uint8Array) {
    const doc = new Y.Doc();
    defineRoots(doc);
    if (state) Y.applyUpdate(doc, state);
    const undo = createUndo(doc);
    holdPanels(doc);
    super(doc, undo, countingIds(name));
  }

  hear(other: Window): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc));
  }

  link(panel: PanelId) {
    return linkOf(must(readPanel(this.doc, panel)), linesById(scenesOf(readScript(this.doc))));
  }

  /** The picture counts as chosen for what the script says in this window. */
  accept(panel: PanelId): void {
    const lines = readScript(this.doc).filter(({ id }) => must(readPanel(this.doc, panel)).anchors.includes(id));
    updatePanel(this.doc, panel, { textHash: hashOfLines(lines) });
  }
}

/** Two windows on a scene, with a pictured panel on its second line. */
function boarded() {
  const seed = new Y.Doc();
  defineRoots(seed);
  const newId = countingIds('s');
  const [heading, line, last] = appendScript(
    seed,
    [
      { type: 'scene_heading', text: 'INT. KITCHEN - DAY' },
      { type: 'action', text: 'The kettle sings. She waits.' },
      { type: 'action', text: 'Rain.' },
    ],
    newId,
  ) as [ElementId, ElementId, ElementId];
  const panel = addPanel(seed, { anchors: [line], order: 'a0' }, newId);
  addTake(seed, panel, takeOf(newId), hashOfLines([{ text: 'The kettle sings. She waits.' }]));
  const state = Y.encodeStateAsUpdate(seed);
  const [writer, director] = [new Window('w', state), new Window('d', state)];
  return { writer, director, panel, heading, line, last };
}

function takeOf(newId: NewId) {
  const about = { width: 16, height: 9, source: 'previz', provider: 'previz', at: 1 } as const;
  return { ...about, id: newId<TakeId>(), asset: 'ab'.repeat(32) as AssetHash, by: newId<UserId>() };
}

const anchors = (window: Window, panel: PanelId) => readPanel(window.doc, panel)?.anchors;

test('a split line’s second half is boarded too, for everybody, and its picture still fits', () => {
  const { writer, director, panel, line } = boarded();
  writer.split(1, 17);
  director.hear(writer);
  expect(anchors(director, panel)).toEqual([line, 'w0']);
  expect(director.link(panel)).toEqual({ state: 'fresh' });
});

test('undo takes back the split with what hangs on it, in one step, and redo does it again', () => {
  const { writer, panel, line } = boarded();
  writer.split(1, 17);
  writer.undo.undo();
  expect(anchors(writer, panel)).toEqual([line]);
  expect(writer.ids()).toHaveLength(3);
  writer.undo.redo();
  expect(anchors(writer, panel)).toEqual([line, writer.ids()[2]]);
});

test('a panel of a line that is joined to the one above hangs on that, and undo parts them', () => {
  const { writer, panel, line } = boarded();
  updatePanel(writer.doc, panel, { anchors: [writer.ids()[2] as ElementId] });
  writer.dispatch(writer.state.tr.join(writer.at(2, 0) - 1));
  expect(anchors(writer, panel)).toEqual([line]);
  writer.undo.undo();
  expect(anchors(writer, panel)).toEqual([writer.ids()[2]]);
});

test('a panel keeps the words its picture was chosen for when they go, and only then', () => {
  const { writer, director, panel } = boarded();
  const size = () => Y.encodeStateAsUpdate(writer.doc).length;
  expect(readPanel(writer.doc, panel)?.words).toBe('');
  writer.type(1, 17, ' Steam.');
  const before = 'The kettle sings. She waits.';
  expect(writer.link(panel)).toEqual({ state: 'stale', before, after: 'The kettle sings. Steam. She waits.' });
  const kept = size();
  writer.type(1, 0, 'x');
  expect(size() - kept).toBeLessThan(40);
  director.hear(writer);
  expect(director.link(panel)).toMatchObject({ before });
  director.accept(panel);
  expect(director.link(panel)).toEqual({ state: 'fresh' });
  expect(readPanel(director.doc, panel)?.words).toBe('');
});

test('lines that are deleted leave their words with the panel, and it is fresh again when they come back', () => {
  const { writer, panel } = boarded();
  writer.dispatch(writer.state.tr.delete(writer.at(1, 0) - 1, writer.at(2, 0) - 1));
  expect(writer.link(panel)).toEqual({ state: 'orphaned' });
  expect(readPanel(writer.doc, panel)?.words).toBe('The kettle sings. She waits.');
  writer.undo.undo();
  expect(writer.link(panel)).toEqual({ state: 'fresh' });
});

test('what another accepted and a writer then undoes is stale against what was accepted', () => {
  const { writer, director, panel } = boarded();
  writer.type(1, 0, 'Now: ');
  director.hear(writer);
  director.accept(panel);
  writer.hear(director);
  writer.undo.undo();
  expect(writer.link(panel)).toMatchObject({ state: 'stale', before: 'Now: The kettle sings. She waits.' });
});

test('nobody writes by looking on', () => {
  const { writer, director, panel } = boarded();
  writer.split(1, 17);
  writer.type(1, 0, 'Look: ');
  let written = 0;
  director.doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (local) written++;
  });
  director.hear(writer);
  expect(director.link(panel).state).toBe('stale');
  expect(written).toBe(0);
});
