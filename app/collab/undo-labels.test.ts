import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { EDIT } from '#shared/collab/index.ts';
import { continueStep, editAs, lastStep, redoLabel, undoLabel } from './undo-labels.ts';

function stack() {
  const doc = new Y.Doc();
  const map = doc.getMap<number>('panels');
  return { doc, map, undo: new Y.UndoManager([map], { trackedOrigins: new Set([EDIT, 'typing']) }) };
}

test('an act is named on the way back and on the way forth', () => {
  const { doc, map, undo } = stack();
  editAs({ doc, undo }, 'deletion of 2 panels', () => map.set('a', 1));
  expect([undoLabel(undo), redoLabel(undo)]).toEqual(['deletion of 2 panels', null]);
  undo.undo();
  expect([undoLabel(undo), redoLabel(undo)]).toEqual([null, 'deletion of 2 panels']);
  undo.redo();
  expect(undoLabel(undo)).toBe('deletion of 2 panels');
  expect(map.get('a')).toBe(1);
});

test('an act is a step of its own, between what is typed before and after it', () => {
  const { doc, map, undo } = stack();
  doc.transact(() => map.set('typed', 1), 'typing');
  editAs({ doc, undo }, 'caption', () => map.set('caption', 1));
  doc.transact(() => map.set('typed', 2), 'typing');
  expect(undo.undoStack).toHaveLength(3);
  expect(undoLabel(undo)).toBeNull();
  undo.undo();
  expect(undoLabel(undo)).toBe('caption');
});

test('an act that changes nothing takes no name from the one before', () => {
  const { doc, map, undo } = stack();
  editAs({ doc, undo }, 'caption', () => map.set('a', 1));
  editAs({ doc, undo }, 'nothing', () => undefined);
  expect(undoLabel(undo)).toBe('caption');
});

test('a step is gone on with later, under other steps, and one undo takes all of it back', () => {
  const { doc, undo, map } = stack();
  editAs({ doc, undo }, 'pictures', () => map.set('first', 1));
  const step = lastStep({ undo })!;
  editAs({ doc, undo }, 'caption', () => map.set('caption', 3));
  expect(continueStep({ doc, undo }, step, () => map.set('second', 2))).toBe(true);
  expect(undo.undoStack).toHaveLength(2);
  expect(undoLabel(undo)).toBe('caption');
  undo.undo();
  expect(map.toJSON()).toEqual({ first: 1, second: 2 });
  undo.undo();
  expect(map.toJSON()).toEqual({});
  undo.redo();
  expect(map.toJSON()).toEqual({ first: 1, second: 2 });
});

test('a step that was undone is not gone on with', () => {
  const { doc, undo, map } = stack();
  editAs({ doc, undo }, 'pictures', () => map.set('first', 1));
  const step = lastStep({ undo })!;
  undo.undo();
  expect(continueStep({ doc, undo }, step, () => map.set('second', 2))).toBe(false);
  expect(map.toJSON()).toEqual({});
});
