import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCharacter, addPanel, appendScript, defineRoots, scriptRoot, writeSettings } from '#shared/collab/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { readFilm } from './film-reading.ts';

function film(): Y.Doc {
  const doc = new Y.Doc();
  defineRoots(doc);
  const lines = [
    { type: 'scene_heading', text: 'INT. CABIN - NIGHT' },
    { type: 'action', text: 'Rain.' },
  ] as const;
  appendScript(doc, lines, countingIds('s'));
  return doc;
}

test('it is read once for all pictures, whatever happens on the boards', () => {
  const doc = film();
  const reading = readFilm(doc);
  addPanel(doc, { anchors: [], order: 'a0', caption: 'A boat' }, countingIds('p'));
  expect(readFilm(doc)).toBe(reading);
});

test.each([
  ['a word', (doc: Y.Doc) => (scriptRoot(doc).get(1) as Y.XmlElement).insert(1, [new Y.XmlText(' Hail.')])],
  ['somebody in the cast', (doc: Y.Doc) => addCharacter(doc, { name: 'NADIA' }, countingIds('c'))],
  ['the shape of the frames', (doc: Y.Doc) => writeSettings(doc, { aspectRatio: 1.85 })],
])('it is read anew when %s has changed, and once again', (_what, change) => {
  const doc = film();
  const before = readFilm(doc);
  change(doc);
  const after = readFilm(doc);
  expect(after).not.toBe(before);
  expect(readFilm(doc)).toBe(after);
  change(doc);
  expect(readFilm(doc)).not.toBe(after);
});
