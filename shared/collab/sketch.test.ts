import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeMark, marksOf, type Mark } from '#shared/drawing/index.ts';
import { defineSketchRoots } from './document.ts';
import {
  MOST_LAYERS,
  observeSketch,
  putLayer,
  putMarks,
  readDrawing,
  readLayers,
  removeLayer,
  removeMarks,
  type SketchChanges,
} from './sketch.ts';
import { createUndo } from './undo.ts';

const mark = (turn: number, layer = 0): Mark => ({
  ...{ tool: 'pen', colour: 0, width: 0.01, opacity: 1, layer, turn },
  lines: [[{ x: 0, y: 0, pressure: 1 }]],
});

function newSketch(): Y.Doc {
  const doc = new Y.Doc();
  defineSketchRoots(doc);
  return doc;
}

function together(): [Y.Doc, Y.Doc] {
  const [a, b] = [newSketch(), newSketch()];
  a.on('update', (update: Uint8Array, origin: unknown) => origin !== 'sync' && Y.applyUpdate(b, update, 'sync'));
  b.on('update', (update: Uint8Array, origin: unknown) => origin !== 'sync' && Y.applyUpdate(a, update, 'sync'));
  return [a, b];
}

test('an empty drawing has one layer; marks lie in the order of their turns, and of their ids where two had the same', () => {
  const doc = newSketch();
  expect(readDrawing(doc)).toMatchObject({ layers: [{ number: 0, name: 'Layer 1', hidden: false }], marks: new Map() });
  putMarks(doc, [['b', mark(2)], ['c', mark(1)], ['a', mark(2)]]); // prettier-ignore
  expect(marksOf(readDrawing(doc), 0).map(([id]) => id)).toEqual(['c', 'a', 'b']);
});

test('undo takes back what was drawn here and leaves what another drew', () => {
  const [a, b] = together();
  const undo = createUndo(a, { captureTimeout: 0 });
  putMarks(a, [['mine', mark(1)]]);
  putMarks(b, [['theirs', mark(2)]]);
  removeMarks(a, ['theirs']);
  undo.undo();
  expect([...readDrawing(b).marks.keys()].sort()).toEqual(['mine', 'theirs']);
  undo.undo();
  expect([...readDrawing(b).marks.keys()]).toEqual(['theirs']);
  undo.redo();
  expect([...readDrawing(b).marks.keys()].sort()).toEqual(['mine', 'theirs']);
});

test('two people name and hide one layer at once; one takes it away while another draws on it', () => {
  const [a, b] = [newSketch(), newSketch()];
  putLayer(a, 5, { name: 'Figures', order: 1 });
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
  putLayer(a, 5, { name: 'People' });
  putLayer(b, 5, { hidden: true });
  putMarks(a, [['old', mark(1, 5)]]);
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  expect(readLayers(a)[1]).toEqual({ number: 5, name: 'People', hidden: true, order: 1 });
  removeLayer(a, 5);
  putMarks(b, [['meanwhile', mark(2, 5)]]);
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  const { layers, marks } = readDrawing(a);
  expect(layers).toHaveLength(1);
  expect([...marks].map(([id, { layer }]) => [id, layer])).toEqual([['meanwhile', 0]]);
});

test('what is no mark and no layer is passed over', () => {
  const doc = newSketch();
  const strokes = doc.getMap('strokes');
  strokes.set('good', encodeMark(mark(1)));
  strokes.set('cut', encodeMark(mark(1)).slice(0, 5));
  strokes.set('text', 'a line');
  strokes.set('map', new Y.Map([['x', 1]]));
  const layers = doc.getMap('layers');
  for (let i = 1; i < 100; i++) layers.set(`${String(i)}:order`, i);
  for (const [key, value] of [
    ['0:name', 7],
    ['1:order', 'high'],
    ['2:name', '  '],
    ['x', 1],
    ['9e9:order', 1],
  ] as const)
    // prettier-ignore
    layers.set(key, value);
  const drawing = readDrawing(doc);
  expect([...drawing.marks.keys()]).toEqual(['good']);
  expect(drawing.layers).toHaveLength(MOST_LAYERS);
  expect(drawing.layers.every(({ name, order }) => name === 'Layer 1' && Number.isFinite(order))).toBe(true);
});

test('who watches is told which marks, and who did it', () => {
  const [a, b] = together();
  const told: SketchChanges[] = [];
  const stop = observeSketch(b, (changes) => told.push(changes));
  putMarks(a, [['x', mark(1)]]);
  putLayer(b, 0, { hidden: true });
  stop();
  putMarks(b, [['y', mark(1)]]);
  expect(told).toEqual([
    { marks: new Set(['x']), layers: false, local: false },
    { marks: new Set(), layers: true, local: true },
  ]);
});
