import { expect, test } from 'vitest';
import {
  addCharacter,
  addPanel,
  appendScript,
  loadState,
  writeSettings,
  type ProjectDoc,
} from '#shared/collab/index.ts';
import { countingIds } from '#tests/builders/counting-ids.ts';
import { readFilm } from './film-reading.ts';

const NOTHING = new Uint8Array([0, 0]);

function film(): ProjectDoc {
  const doc = loadState(NOTHING);
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
  ['the script', (doc: ProjectDoc) => appendScript(doc, [{ type: 'action', text: 'Hail.' }], countingIds('h'))],
  ['somebody in the cast', (doc: ProjectDoc) => addCharacter(doc, { name: 'NADIA' }, countingIds('c'))],
  ['the shape of the frames', (doc: ProjectDoc) => writeSettings(doc, { aspectRatio: 1.85 })],
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
