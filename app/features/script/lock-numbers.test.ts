import { expect, test } from 'vitest';
import { scriptStore } from '#app/collab/script-store.ts';
import { appendScript, createElementNode, scriptRoot } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { memoryConnection } from '#tests/builders/memory-connection.ts';
import { changeSchool, lockNumbers, lockOf, numbersBetween, unlockNumbers } from './lock-numbers.ts';

function opened() {
  const { doc, undo } = memoryConnection();
  const newId = countingIds('e');
  appendScript(
    doc,
    Array.from({ length: 3 }, () => ({ type: 'scene_heading', text: 'INT. X' }) as const),
    newId,
  );
  const frames: (() => void)[] = [];
  const store = scriptStore(doc, (task) => {
    frames.push(task);
    return () => frames.splice(frames.indexOf(task), 1);
  });
  store.outline.subscribe(() => {});
  const outline = () => {
    for (const task of frames.splice(0)) task();
    return store.outline.get();
  };
  const numbers = () => outline().map(({ number }) => number);
  const insert = (id: string, at: number) =>
    scriptRoot(doc).insert(at, [createElementNode({ id: id as ElementId, type: 'scene_heading', text: 'EXT. NEW' })]);
  return { target: { doc, undo }, undo, outline, numbers, insert };
}

test('locked numbers stay when a scene comes between, and it gets one that fits, which locking again makes its own', () => {
  const { target, outline, numbers, insert } = opened();
  insert('a', 1);
  expect([numbers(), lockOf(outline())]).toEqual([['1', '2', '3', '4'], 'none']);
  lockNumbers(target);
  insert('b', 2);
  expect([numbers(), lockOf(outline())]).toEqual([['1', '2', '2A', '3', '4'], 'some']);
  expect([...numbersBetween(outline())]).toEqual([['b', '2A']]);
  lockNumbers(target);
  insert('c', 2);
  expect([numbers(), lockOf(outline())]).toEqual([['1', '2', '2AA', '2A', '3', '4'], 'some']);
});

test('locking and unlocking are one step of undo each', () => {
  const { target, undo, outline, numbers, insert } = opened();
  lockNumbers(target);
  insert('a', 0);
  unlockNumbers(target);
  expect([numbers(), lockOf(outline())]).toEqual([['1', '2', '3', '4'], 'none']);
  undo.undo();
  expect(numbers()).toEqual(['A1', '1', '2', '3']);
  undo.undo();
  expect([numbers(), lockOf(outline())]).toEqual([['1', '2', '3', '4'], 'none']);
});

test('the other school numbers before instead of after, for everybody and at once', () => {
  const { target, numbers, insert } = opened();
  lockNumbers(target);
  insert('a', 2);
  changeSchool(target, 'prefix');
  expect(numbers()).toEqual(['1', '2', 'A3', '3']);
});
