import { TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ELEMENT_NODE, appendScript, createUndo, readScript, scriptRoot } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { randomInt, seededRng } from '#shared/lib/rng.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { HeadlessEditor, freshLines, linesOf, randomEdit, schema } from '#tests/builders/headless-editor.ts';
import { ELEMENT, asOwnUndoStep, attributesOf, elementsOf } from './index.ts';

/** Two of them with one seed are two people at one script. */
class Peer extends HeadlessEditor {
  sent = 0;

  constructor(name: string, seed?: Uint8Array) {
    const doc = new Y.Doc();
    doc.clientID = name.charCodeAt(0);
    if (seed) Y.applyUpdate(doc, seed);
    const undo = createUndo([scriptRoot(doc)], { captureTimeout: 0 });
    super(doc, undo, countingIds(name));
    doc.on('update', () => this.sent++);
  }
}

function seedOf(paragraphs: readonly ScriptParagraph[]): Uint8Array {
  const doc = new Y.Doc();
  appendScript(doc, paragraphs, countingIds('s'));
  return Y.encodeStateAsUpdate(doc);
}

function exchange(...peers: Peer[]): void {
  const states = peers.map((peer) => Y.encodeStateAsUpdate(peer.doc));
  for (const peer of peers) for (const state of states) Y.applyUpdate(peer.doc, state, 'network');
}

const SCENE: readonly ScriptParagraph[] = [
  { type: 'scene_heading', text: 'INT. CAFÉ - DAY' },
  { type: 'action', text: 'Rain on the glass.' },
  { type: 'character', text: 'ANA' },
  { type: 'dialogue', text: 'You came.' },
];
const SEED = seedOf(SCENE);

test('the editor and the document name the one block alike', () => {
  expect(ELEMENT).toBe(ELEMENT_NODE);
});

test('opening a document, and moving about in it, writes nothing', () => {
  for (const seed of [undefined, SEED]) {
    const peer = new Peer('a', seed);
    const before = peer.sent;
    peer.dispatch(peer.state.tr.setSelection(TextSelection.atEnd(peer.state.doc)));
    expect(peer.sent).toBe(before);
  }
});

test('an empty script shows a scene heading, which is written with its first letter', () => {
  const peer = new Peer('a');
  peer.type(0, 0, 'I');
  expect(peer.lines()).toEqual(['scene_heading:I']);
  expect(peer.ids()).toEqual(['a0']);
});

test('a change of type keeps what another person types in the same paragraph meanwhile', () => {
  const [a, b] = [new Peer('a', SEED), new Peer('b', SEED)];
  const node = scriptRoot(a.doc).get(1);
  a.retype(1, 'character');
  b.type(1, 4, ' hard');
  exchange(a, b);
  expect(a.lines()[1]).toBe('character:Rain hard on the glass.');
  expect(b.lines()).toEqual(a.lines());
  expect(scriptRoot(a.doc).get(1)).toBe(node);
  expect(linesOf(b.state.doc)).toEqual(linesOf(a.state.doc));
});

test('the first half of a split keeps the id, the Yjs node and what others type in it', () => {
  const [a, b] = [new Peer('a', SEED), new Peer('b', SEED)];
  a.split(1, 5);
  b.type(1, 0, 'Heavy ');
  exchange(a, b);
  expect(a.lines().slice(1, 3)).toEqual(['action:Heavy Rain ', 'action:on the glass.']);
  expect(a.ids()).toEqual(['s0', 's1', 'a0', 's2', 's3']);
  expect(b.ids()).toEqual(a.ids());
});

test('a pasted copy gets a new id and the original keeps its own, before or after it', () => {
  for (const place of [0, 2]) {
    const peer = new Peer('a', SEED);
    const copy = must(elementsOf(peer.state.doc)[1]);
    peer.dispatch(peer.state.tr.insert(peer.at(place, 0) - 1, copy));
    const ids = peer.ids();
    expect(new Set(ids).size).toBe(5);
    expect(ids.filter((id) => id === 's1')).toHaveLength(1);
    expect(ids[place]).toBe('a0');
  }
});

test('the copy of an omitted scene leaves out its own lines, and the original those that it did', () => {
  const peer = new Peer('a', SEED);
  peer.dispatch(peer.state.tr.setNodeAttribute(peer.at(0, 0) - 1, 'omits', ['s1']));
  const [heading, line] = elementsOf(peer.state.doc);
  peer.dispatch(peer.state.tr.insert(peer.state.doc.content.size - 1, [must(heading), must(line)]));
  const lines = elementsOf(peer.state.doc).map(attributesOf);
  expect(lines.map(({ id }) => id)).toEqual(['s0', 's1', 's2', 's3', 'a0', 'a1']);
  expect(lines.flatMap(({ omits }) => omits ?? [])).toEqual(['s1', 'a1']);
});

test('lines that are cut and pasted elsewhere keep their id', () => {
  const peer = new Peer('a', SEED);
  const line = must(elementsOf(peer.state.doc)[1]);
  peer.dispatch(peer.state.tr.delete(peer.at(1, 0) - 1, peer.at(2, 0) - 1));
  peer.dispatch(peer.state.tr.insert(peer.state.doc.content.size - 1, line));
  expect(peer.ids()).toEqual(['s0', 's2', 's3', 's1']);
});

test('a merge keeps the first id', () => {
  const peer = new Peer('a', SEED);
  peer.dispatch(peer.state.tr.join(peer.at(1, 0) - 1));
  expect(peer.ids()).toEqual(['s0', 's2', 's3']);
  expect(peer.lines()[0]).toBe('scene_heading:INT. CAFÉ - DAYRain on the glass.');
});

test('moving an element re-creates it alone and keeps its id', () => {
  const peer = new Peer('a', SEED);
  const others = [1, 2, 3].map((index) => scriptRoot(peer.doc).get(index));
  const first = must(elementsOf(peer.state.doc)[0]);
  const tr = peer.state.tr.delete(1, 1 + first.nodeSize);
  peer.dispatch(tr.insert(tr.doc.content.size - 1, first));
  expect(peer.ids()).toEqual(['s1', 's2', 's3', 's0']);
  expect([0, 1, 2].map((index) => scriptRoot(peer.doc).get(index))).toEqual(others);
});

test('two people who start typing in one new element keep both texts', () => {
  const [a, b] = [new Peer('a', SEED), new Peer('b', SEED)];
  a.split(3, 9);
  exchange(a, b);
  a.type(4, 0, 'one');
  b.type(4, 0, 'two');
  exchange(a, b);
  expect(a.lines()[4]).toMatch(/^dialogue:(onetwo|twoone)$/);
  expect(linesOf(b.state.doc)).toEqual(linesOf(a.state.doc));
});

test('styles are written as styles, and typing beside them does not spread them', () => {
  const peer = new Peer('a', SEED);
  peer.dispatch(peer.state.tr.addMark(peer.at(1, 0), peer.at(1, 4), schema.mark('bold')));
  expect(readScript(peer.doc)[1]?.styles).toEqual([{ from: 0, to: 4, style: 'bold' }]);
  peer.dispatch(peer.state.tr.replaceWith(peer.at(1, 4), peer.at(1, 4), schema.text('s')));
  expect(readScript(peer.doc)[1]).toMatchObject({ text: 'Rains on the glass.', styles: [{ from: 0, to: 4 }] });
  peer.dispatch(peer.state.tr.removeMark(peer.at(1, 1), peer.at(1, 4)));
  expect(readScript(peer.doc)[1]?.styles).toEqual([{ from: 0, to: 1, style: 'bold' }]);
});

test('how an imported paragraph stands reaches the editor, and comes back as it was when the paragraph is moved', () => {
  const style = { style: 'New Act', layout: { leftIndent: 3, startsNewPage: false } } as const;
  const seed = seedOf([{ type: 'general', text: 'ACT ONE', ...style }, ...SCENE]);
  const [a, b] = [new Peer('a', seed), new Peer('b', seed)];
  const first = must(elementsOf(a.state.doc)[0]);
  const tr = a.state.tr.delete(1, 1 + first.nodeSize);
  a.dispatch(tr.insert(tr.doc.content.size - 1, first));
  b.type(0, 7, '!');
  exchange(a, b);
  expect(readScript(a.doc).find(({ text }) => text.startsWith('ACT ONE'))).toMatchObject(style);
  expect(linesOf(b.state.doc)).toEqual(freshLines(b.doc));
});

test('a type, a style and a node of a newer version survive being edited around', () => {
  const peer = new Peer(
    'a',
    seedOf([
      { type: 'cold_open' as ScriptParagraph['type'], text: 'x' },
      { type: 'action', text: 'y' },
    ]),
  );
  const figure = new Y.XmlElement('figure');
  scriptRoot(peer.doc).insert(1, [figure]);
  peer.type(0, 1, '!');
  peer.split(0, 1);
  peer.type(2, 1, '?');
  expect(peer.lines()).toEqual(['cold_open:x', 'cold_open:!', 'action:y?']);
  expect(scriptRoot(peer.doc).toArray()).toContain(figure);
});

test('typing by others leaves the caret on its character', () => {
  const [a, b] = [new Peer('a', SEED), new Peer('b', SEED)];
  a.dispatch(a.state.tr.setSelection(TextSelection.create(a.state.doc, a.at(1, 4))));
  b.type(1, 0, 'The ');
  b.type(0, 0, 'RAIN. ');
  exchange(a, b);
  expect(a.state.selection.head).toBe(a.at(1, 8));
});

test('undo takes back one own step, keeps the text of others and returns the caret', () => {
  const [a, b] = [new Peer('a', SEED), new Peer('b', SEED)];
  a.dispatch(a.state.tr.setSelection(TextSelection.create(a.state.doc, a.at(1, 4))));
  a.dispatch(a.state.tr.insertText('y'));
  b.type(2, 3, ' MARÍA');
  exchange(a, b);
  a.dispatch(a.state.tr.setSelection(TextSelection.atEnd(a.state.doc)));
  a.undo.undo();
  expect(a.lines().slice(1, 3)).toEqual(['action:Rain on the glass.', 'character:ANA MARÍA']);
  expect(a.state.selection.head).toBe(a.at(1, 4));
});

test('undoing a new paragraph leaves what somebody else wrote in it', () => {
  const [a, b] = [new Peer('a', SEED), new Peer('b', SEED)];
  a.split(3, 9);
  exchange(a, b);
  b.type(4, 0, 'mine');
  exchange(a, b);
  const id = a.ids()[4];
  a.undo.undo();
  exchange(a, b);
  // With its id, or the panels that hang on it would hang on nothing.
  for (const peer of [a, b]) expect([peer.lines()[4], peer.ids()[4]]).toEqual(['dialogue:mine', id]);
  a.undo.redo();
  expect(a.ids()[4]).toBe(id);
});

test('the first change of a paragraph’s type can be undone, whoever made the paragraph', () => {
  const [a, b] = [new Peer('a', SEED), new Peer('b', SEED)];
  a.split(3, 9);
  exchange(a, b);
  for (const peer of [a, b]) {
    peer.retype(4, 'action');
    peer.undo.undo();
    expect(peer.lines()[4]).toBe('dialogue:');
  }
});

test('a change marked as its own step is undone alone', () => {
  const peer = new Peer('a', SEED);
  peer.undo.captureTimeout = 10_000;
  peer.type(1, 0, 'INT.');
  peer.dispatch(asOwnUndoStep(peer.state.tr.setNodeAttribute(peer.at(1, 0) - 1, 'type', 'scene_heading')));
  peer.type(1, 4, ' ');
  peer.undo.undo();
  peer.undo.undo();
  expect(peer.lines()[1]).toBe('action:INT.Rain on the glass.');
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('three editors converge on one document and one screen (seed %i)', (seed) => {
  const rng = seededRng(seed);
  // Even seeds: a script of several stretches, in which edits and deletions reach from one into the next.
  const long = Array.from({ length: 130 }, (_, i): ScriptParagraph => ({ type: 'action', text: `Line ${i}` }));
  const peers = ['a', 'b', 'c'].map((name) => new Peer(name, seed % 2 === 0 ? seedOf(long) : SEED));
  for (let round = 0; round < 60; round++) {
    for (const peer of peers) for (let i = randomInt(rng, 4); i > 0; i--) randomEdit(peer, rng);
    if (rng.next() < 0.4) exchange(...peers);
  }
  exchange(...peers);
  const [first] = peers;
  for (const peer of peers) {
    expect(peer.lines(), `seed ${seed}`).toEqual(first?.lines());
    expect(linesOf(peer.state.doc), `seed ${seed}`).toEqual(freshLines(peer.doc));
    peer.state.doc.check();
  }
});
