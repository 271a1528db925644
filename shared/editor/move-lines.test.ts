import { TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { EDIT, appendScript, createUndo, followMoves, moveLines, scriptRoot } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { pick, randomInt, seededRng } from '#shared/lib/rng.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { HeadlessEditor, freshLines, linesOf, randomEdit } from '#tests/builders/headless-editor.ts';

/** Somebody's window; what it writes reaches the others when they exchange. */
class Window extends HeadlessEditor {
  constructor(client: number, seed: Uint8Array) {
    const doc = new Y.Doc();
    doc.clientID = client;
    Y.applyUpdate(doc, seed);
    const undo = createUndo([scriptRoot(doc)], { captureTimeout: 0 });
    followMoves(doc);
    super(doc, undo, countingIds(`w${client}-`));
  }

  move(ids: readonly string[], before: string | null): boolean {
    return this.doc.transact(() => moveLines(this.doc, ids as ElementId[], before as ElementId | null), EDIT);
  }

  erase(index: number, offset: number, length: number): void {
    this.dispatch(this.state.tr.delete(this.at(index, offset), this.at(index, offset + length)));
  }

  node(id: string): unknown {
    return scriptRoot(this.doc)
      .toArray()
      .find((node) => node instanceof Y.XmlElement && node.getAttribute('id') === id);
  }

  words(): string[] {
    return this.lines().map((line) => line.slice(line.indexOf(':') + 1));
  }
}

/** As the server hands them on: each window gets what it lacks, from a document that has applied all in this order. */
function exchange(...windows: Window[]): void {
  const server = new Y.Doc();
  for (let round = 0; round < 3; round++) {
    for (const { doc } of windows) Y.applyUpdate(server, Y.encodeStateAsUpdate(doc));
    for (const { doc } of windows) Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)), 'net');
  }
}

const SCRIPT: readonly ScriptParagraph[] = [
  { type: 'action', text: 'FADE IN:' },
  { type: 'scene_heading', text: 'ONE' },
  { type: 'action', text: 'Rain on the glass.' },
  { type: 'scene_heading', text: 'TWO' },
  { type: 'action', text: 'Dark.' },
  { type: 'action', text: 'A train.' },
  { type: 'scene_heading', text: 'THREE' },
];
const [FADE, ONE, RAIN, TWO, DARK, TRAIN, THREE] = ['s0', 's1', 's2', 's3', 's4', 's5', 's6'] as const;

function windows(count = 2): Window[] {
  const doc = new Y.Doc();
  appendScript(doc, SCRIPT, countingIds('s'));
  const seed = Y.encodeStateAsUpdate(doc);
  // Ids in falling order: the first to write is the one whose copy stays.
  return Array.from({ length: count }, (_, index) => new Window(100 - index, seed));
}

const pair = () => windows() as [Window, Window];

test('a scene moves down, up and to the end, under the ids it had', () => {
  const [a] = pair();
  expect(a.move([ONE, RAIN], THREE)).toBe(true);
  expect(a.ids()).toEqual([FADE, TWO, DARK, TRAIN, ONE, RAIN, THREE]);
  expect(a.move([THREE], ONE)).toBe(true);
  expect(a.ids()).toEqual([FADE, TWO, DARK, TRAIN, THREE, ONE, RAIN]);
  expect(a.move([TWO, DARK, TRAIN], null)).toBe(true);
  expect(a.ids()).toEqual([FADE, THREE, ONE, RAIN, TWO, DARK, TRAIN]);
  expect(linesOf(a.state.doc)).toEqual(freshLines(a.doc));
});

test('where it stands already, inside itself or beside a line that is gone it does not move, and nothing is written', () => {
  const [a] = pair();
  const before = Y.encodeStateAsUpdate(a.doc);
  for (const to of [ONE, RAIN, TWO, 'gone']) expect(a.move([ONE, RAIN], to)).toBe(false);
  expect(a.move(['gone'], ONE)).toBe(false);
  expect(Y.encodeStateAsUpdate(a.doc)).toEqual(before);
});

test('of the two stretches that change places the shorter is made anew', () => {
  const [a] = pair();
  const stays = [TWO, DARK, TRAIN].map((id) => a.node(id));
  const one = a.node(ONE);
  // The long scene is what the person drags; it is the short one that makes way.
  a.move([TWO, DARK, TRAIN], ONE);
  expect(a.ids()).toEqual([FADE, TWO, DARK, TRAIN, ONE, RAIN, THREE]);
  expect([TWO, DARK, TRAIN].map((id) => a.node(id))).toEqual(stays);
  expect(a.node(ONE)).not.toBe(one);
});

test('what a newer version wrote on a line, and the styles of its words, move along', () => {
  const [a] = pair();
  const line = a.node(ONE) as Y.XmlElement;
  line.setAttribute('mood', 'blue');
  (line.get(0) as Y.XmlText).format(0, 2, { bold: {}, glow: {} });
  a.move([ONE, RAIN], THREE);
  expect((a.node(ONE) as Y.XmlElement).getAttribute('mood')).toBe('blue');
  expect(((a.node(ONE) as Y.XmlElement).get(0) as Y.XmlText).toDelta()).toEqual([
    { insert: 'ON', attributes: { bold: {}, glow: {} } },
    { insert: 'E' },
  ]);
});

test('what somebody types in a scene before they hear that it moved stands where it stands now, and so does their caret', () => {
  for (const moverFirst of [true, false]) {
    const [a, b] = pair();
    a.move([ONE, RAIN], THREE);
    b.dispatch(b.state.tr.setSelection(TextSelection.create(b.state.doc, b.at(2, 4))));
    b.dispatch(b.state.tr.insertText(' hard'));
    b.type(1, 3, '!');
    if (moverFirst) exchange(a, b);
    else exchange(b, a);
    for (const { words } of [a, b].map((peer) => ({ words: peer.words() }))) {
      expect(words).toEqual(['FADE IN:', 'TWO', 'Dark.', 'A train.', 'ONE!', 'Rain hard on the glass.', 'THREE']);
    }
    expect(b.state.selection.head).toBe(b.at(5, 9));
    b.dispatch(b.state.tr.insertText('er'));
    exchange(a, b);
    expect(a.words()[5]).toBe('Rain harder on the glass.');
    expect(linesOf(a.state.doc)).toEqual(freshLines(b.doc));
  }
});

test('what they had typed long before is not typed again, were the scene moved twice meanwhile', () => {
  const [a, b] = pair();
  b.type(2, 4, ' hard');
  exchange(a, b);
  a.move([ONE, RAIN], THREE);
  a.move([ONE, RAIN], TWO);
  b.type(2, 9, 'er');
  exchange(a, b);
  expect(b.words()).toEqual(['FADE IN:', 'ONE', 'Rain harder on the glass.', 'TWO', 'Dark.', 'A train.', 'THREE']);
  expect(a.words()).toEqual(b.words());
});

test('of three, only who typed the words brings them along', () => {
  const [a, b, c] = windows(3) as [Window, Window, Window];
  b.type(2, 0, 'Heavy ');
  exchange(b, c);
  c.type(2, 24, ' Night.');
  a.move([ONE, RAIN], null);
  exchange(a, b, c);
  for (const peer of [a, b, c]) expect(peer.words().at(-1)).toBe('Heavy Rain on the glass. Night.');
});

test('a word that somebody replaces in a scene before they hear that it moved is replaced where it stands now', () => {
  for (const moverFirst of [true, false]) {
    const [a, b] = pair();
    b.type(2, 0, 'Warm ');
    exchange(a, b);
    a.move([ONE, RAIN], THREE);
    b.erase(2, 5, 4);
    b.type(2, 5, 'Snow');
    b.erase(2, 0, 5);
    if (moverFirst) exchange(a, b);
    else exchange(b, a);
    for (const peer of [a, b]) expect(peer.words()[5]).toBe('Snow on the glass.');
    b.undo.undo();
    exchange(a, b);
    for (const peer of [a, b]) expect(peer.words()[5]).toMatch(/ on the glass\.$/);
  }
});

test('a line that somebody makes dialogue before they hear that it moved is dialogue where it stands now', () => {
  const [a, b] = pair();
  a.move([ONE, RAIN], THREE);
  b.retype(2, 'dialogue');
  b.type(2, 0, 'No ');
  exchange(a, b);
  for (const peer of [a, b]) expect(peer.lines()[5]).toBe('dialogue:No Rain on the glass.');
  a.retype(5, 'action');
  exchange(a, b);
  a.move([ONE, RAIN], TWO);
  exchange(a, b);
  for (const peer of [a, b]) expect(peer.lines()[2]).toBe('action:No Rain on the glass.');
});

test('what whoever moves a line makes of it afterwards stands, whatever others had made of it before', () => {
  const [a, b] = pair();
  b.type(2, 0, 'No ');
  b.retype(2, 'dialogue');
  exchange(a, b);
  a.move([ONE, RAIN], THREE);
  a.retype(5, 'action');
  exchange(a, b);
  for (const peer of [a, b]) expect(peer.lines()[5]).toBe('action:No Rain on the glass.');
});

test('letters that the mover had seen go are not taken out again, though the same letters stand behind them', () => {
  const [a, b] = pair();
  b.type(4, 0, 'rrr');
  exchange(a, b);
  b.erase(4, 0, 1);
  exchange(a, b);
  a.move([TWO, DARK, TRAIN], ONE);
  a.move([ONE, RAIN], TWO);
  a.move([DARK], THREE);
  b.erase(4, 1, 1);
  exchange(a, b);
  for (const peer of [a, b]) expect(peer.words()).toContain('rDark.');
});

test('two who delete in one line while a third moves it both have it their way', () => {
  const [a, b, c] = windows(3) as [Window, Window, Window];
  a.move([ONE, RAIN], null);
  b.erase(2, 0, 5);
  c.erase(2, 12, 5);
  exchange(a, b, c);
  for (const peer of [a, b, c]) expect(peer.words().at(-1)).toBe('on the .');
});

test('one undo brings a move back and one redo repeats it; typing elsewhere is no part of it', () => {
  const [a, b] = pair();
  a.move([ONE, RAIN], THREE);
  b.type(4, 0, 'Very ');
  exchange(a, b);
  a.undo.undo();
  exchange(a, b);
  for (const peer of [a, b])
    expect(peer.words()).toEqual(['FADE IN:', 'ONE', 'Rain on the glass.', 'TWO', 'Very Dark.', 'A train.', 'THREE']);
  a.undo.redo();
  expect(a.ids()).toEqual([FADE, TWO, DARK, TRAIN, ONE, RAIN, THREE]);
});

test('undo of a move takes along what others have typed in the scene since; no line stands twice', () => {
  const [a, b] = pair();
  a.move([ONE, RAIN], THREE);
  exchange(a, b);
  b.type(5, 4, ' hard');
  exchange(a, b);
  a.undo.undo();
  exchange(a, b);
  for (const peer of [a, b]) {
    expect(peer.words()).toEqual(['FADE IN:', 'ONE', 'Rain hard on the glass.', 'TWO', 'Dark.', 'A train.', 'THREE']);
  }
  a.undo.redo();
  for (const peer of [a, b]) expect(peer.words()).toContain('Rain hard on the glass.');
});

test('undo of the second of two moves brings those words along once', () => {
  const [a, b] = pair();
  a.move([ONE, RAIN], THREE);
  exchange(a, b);
  a.move([ONE, RAIN], TWO);
  exchange(a, b);
  b.type(2, 4, ' hard');
  exchange(a, b);
  a.undo.undo();
  exchange(a, b);
  for (const peer of [a, b]) expect(peer.words().slice(4)).toEqual(['ONE', 'Rain hard on the glass.', 'THREE']);
});

test('a scene that two people move at once stands once', () => {
  const [a, b] = pair();
  a.move([ONE, RAIN], THREE);
  b.move([ONE, RAIN], null);
  exchange(a, b);
  expect(a.ids()).toEqual([FADE, TWO, DARK, TRAIN, ONE, RAIN, THREE]);
  expect(b.ids()).toEqual(a.ids());
});

test.each([1, 2, 3, 4, 5, 6])(
  'people who move and edit at random end with one script and one screen (seed %i)',
  (seed) => {
    const rng = seededRng(seed);
    const peers = windows(3);
    for (let round = 0; round < 40; round++) {
      for (const peer of peers) {
        if (rng.next() < 0.4) {
          const ids = peer.ids();
          const start = randomInt(rng, Math.max(1, ids.length - 2));
          peer.move(ids.slice(start, start + 1 + randomInt(rng, 2)), pick(rng, [...ids, null]));
        } else randomEdit(peer, rng);
      }
      if (rng.next() < 0.5) exchange(...peers);
    }
    exchange(...peers);
    const first = must(peers[0]);
    for (const peer of peers) {
      expect(peer.lines(), `seed ${seed}`).toEqual(first.lines());
      expect(linesOf(peer.state.doc), `seed ${seed}`).toEqual(freshLines(peer.doc));
    }
  },
);
