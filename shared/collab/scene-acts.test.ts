import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { parseFdx, writeFdx } from '#shared/formats/fdx/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { bookmarksOf, type ScriptParagraph } from '#shared/screenplay/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import {
  EDIT,
  appendScript,
  bookmarkLine,
  colourScene,
  createUndo,
  moveLines,
  omitScene,
  readLines,
  readScript,
  restoreScene,
  rewriteScript,
  scriptRoot,
  writeSynopsis,
} from './index.ts';

const SCRIPT: readonly ScriptParagraph[] = [
  { type: 'scene_heading', text: 'ONE' },
  { type: 'action', text: 'Rain.' },
  { type: 'scene_heading', text: 'TWO', number: '2', styles: [{ from: 0, to: 3, style: 'italic' }] },
  { type: 'action', text: 'Dark.' },
  { type: 'action', text: 'A train.' },
  { type: 'scene_heading', text: 'THREE' },
];
const [ONE, TWO, DARK, TRAIN, THREE] = ['s0', 's2', 's3', 's4', 's5'] as ElementId[] as [
  ...[ElementId, ElementId, ElementId, ElementId, ElementId],
];

function docOf(paragraphs = SCRIPT): Y.Doc {
  const doc = new Y.Doc();
  appendScript(doc, paragraphs, countingIds('s'));
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function meet(a: Y.Doc, b: Y.Doc): void {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)];
  Y.applyUpdate(a, fromB);
  Y.applyUpdate(b, fromA);
}

const words = (doc: Y.Doc) => readScript(doc).map(({ text }) => text);
const nodeOf = (doc: Y.Doc, id: ElementId) =>
  must(
    scriptRoot(doc)
      .toArray()
      .find((node) => (node as Y.XmlElement).getAttribute('id') === id),
  ) as Y.XmlElement;
const OUT = ['ONE', 'Rain.', 'OMITTED', 'THREE'];

test('an omitted scene comes back whole, with what others typed in it meanwhile', () => {
  const ana = docOf();
  const ben = copyOf(ana);
  expect(omitScene(ana, TWO)).toBe(true);
  expect(words(ana)).toEqual(OUT);
  (nodeOf(ben, DARK).get(0) as Y.XmlText).insert(5, ' Darker.');
  meet(ana, ben);
  expect(words(ana)).toEqual(OUT);
  expect(words(ben)).toEqual(OUT);
  expect(restoreScene(ben, TWO)).toBe(true);
  meet(ana, ben);
  expect(words(ana)).toEqual(['ONE', 'Rain.', 'TWO', 'Dark. Darker.', 'A train.', 'THREE']);
  expect(readLines(ana)[2]).toEqual({ ...SCRIPT[2], id: TWO });
});

test('omitting writes one attribute, is one step of undo, and twice is once', () => {
  const doc = docOf();
  const undo = createUndo([scriptRoot(doc)], { captureTimeout: 0, trackedOrigins: new Set([EDIT]) });
  const nodes = scriptRoot(doc).toArray();
  doc.transact(() => omitScene(doc, TWO), EDIT);
  expect(scriptRoot(doc).toArray()).toEqual(nodes);
  const [first, second] = [copyOf(doc), copyOf(doc)];
  restoreScene(first, TWO);
  restoreScene(second, TWO);
  meet(first, second);
  expect(words(first)).toEqual(SCRIPT.map(({ text }) => text));
  undo.undo();
  expect(words(doc)).toEqual(SCRIPT.map(({ text }) => text));
  undo.redo();
  expect(words(doc)).toEqual(OUT);
  expect(restoreScene(doc, ONE)).toBe(false);
  expect(omitScene(doc, 'gone' as ElementId)).toBe(false);
});

test('it moves with its lines, and the scene behind it never falls into it', () => {
  const doc = docOf();
  omitScene(doc, TWO);
  moveLines(doc, [TWO, DARK, TRAIN], ONE);
  expect(words(doc)).toEqual(['OMITTED', 'ONE', 'Rain.', 'THREE']);
  nodeOf(doc, ONE).setAttribute('type', 'action');
  expect(words(doc)).toEqual(['OMITTED', 'ONE', 'Rain.', 'THREE']);
});

test('Final Draft keeps it both ways', () => {
  const doc = docOf();
  omitScene(doc, TWO);
  colourScene(doc, TWO, '#3E7BFA');
  const file = writeFdx({ titlePage: {}, elements: readScript(doc) });
  expect(file).toContain('<OmittedScene>');
  const back = docOf(parseFdx(file).screenplay.elements);
  expect(words(back)).toEqual(OUT);
  expect(readLines(back).map(({ text, number, colour }) => [text, number, colour])).toEqual(
    readLines(doc).map(({ text, number, colour }) => [text, number, colour]),
  );
  const other = docOf();
  rewriteScript(other, readScript(doc));
  expect(readScript(other)).toEqual(readScript(doc));
});

test('a colour is a heading’s own and goes off again', () => {
  const doc = docOf();
  expect(colourScene(doc, ONE, '#E5484D')).toBe(true);
  expect(colourScene(doc, ONE, '#E5484D')).toBe(false);
  expect(readScript(doc)[0]?.colour).toBe('#E5484D');
  colourScene(doc, ONE, null);
  expect(readScript(doc)[0]).toEqual({ id: ONE, type: 'scene_heading', text: 'ONE' });
});

test('a bookmark is its line’s: it moves with it, is renamed and taken off', () => {
  const doc = docOf();
  expect(bookmarkLine(doc, DARK, 'The dark')).toBe(true);
  omitScene(doc, TWO);
  moveLines(doc, [TWO, DARK, TRAIN], ONE);
  expect(bookmarksOf(readScript(doc))).toEqual([{ id: DARK, name: 'The dark' }]);
  const other = docOf();
  rewriteScript(other, readScript(doc));
  expect(bookmarksOf(readScript(other))).toEqual([{ id: DARK, name: 'The dark' }]);
  bookmarkLine(doc, DARK, 'x'.repeat(500));
  expect(bookmarksOf(readScript(doc))[0]?.name).toHaveLength(80);
  expect(bookmarkLine(doc, DARK, null)).toBe(true);
  expect(bookmarksOf(readScript(doc))).toEqual([]);
});

test('a synopsis is put under its heading, changed where it stands, and taken out', () => {
  const doc = docOf();
  const newId = countingIds('n');
  writeSynopsis(doc, THREE, 'It ends.', newId);
  writeSynopsis(doc, ONE, 'It begins.', newId);
  expect(
    readLines(doc)
      .map(({ text }) => text)
      .slice(0, 3),
  ).toEqual(['ONE', 'It begins.', 'Rain.']);
  const { id } = must(readLines(doc)[1]);
  writeSynopsis(doc, ONE, 'It begins with rain.', newId);
  expect(readLines(doc)[1]).toEqual({ id, type: 'synopsis', text: 'It begins with rain.' });
  writeSynopsis(doc, ONE, '', newId);
  expect(words(doc)).toEqual([...SCRIPT.map(({ text }) => text), 'It ends.']);
});
