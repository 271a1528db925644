import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readSettings } from './settings.ts';
import { addWord, readWords, removeWord } from './words.ts';

test('two people who add words at once keep both, and settings stay what they are', () => {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  addWord(a, 'Grizelda');
  addWord(b, 'fo’c’sle');
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
  for (const doc of [a, b]) expect([...readWords(doc)].sort()).toEqual(['Grizelda', 'fo’c’sle']);
  expect(readSettings(a)).toEqual(readSettings(new Y.Doc()));
  removeWord(a, 'Grizelda');
  expect(readWords(a)).toEqual(['fo’c’sle']);
});

test('what is no word is not read, whoever wrote it', () => {
  const doc = new Y.Doc();
  addWord(doc, '');
  addWord(doc, 'w'.repeat(1000));
  doc.getMap('settings').set('word:x', 'yes');
  doc.getMap('settings').set(`word:${'v'.repeat(1000)}`, true);
  expect(readWords(doc)).toEqual([]);
});
