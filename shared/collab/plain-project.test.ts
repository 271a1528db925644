import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { idMaker, type AssetHash } from '#shared/lib/ids.ts';
import { seededRng } from '#shared/lib/rng.ts';
import { writeRandomProject } from '#tests/builders/random-project.ts';
import { defineRoots } from './document.ts';
import { loadState } from './load-state.ts';
import { readPlainProject, writePlainProject, type PlainProject } from './plain-project.ts';
import { sameContent } from './restore.ts';
import { readProjectState } from './snapshot.ts';
import { readWords } from './words.ts';

const SEEDS = Array.from({ length: 80 }, (_, i) => 20261126 + i);
const PICTURES = ['a', 'b', 'c'].map((digit) => digit.repeat(64) as AssetHash);

function randomDoc(seed: number): Y.Doc {
  const rng = seededRng(seed);
  const newId = idMaker((count) => Uint8Array.from({ length: count }, () => Math.floor(rng.next() * 256)));
  const doc = emptyDoc();
  doc.clientID = seed;
  writeRandomProject(doc, { rng, newId, pictures: PICTURES });
  return doc;
}

function emptyDoc(): Y.Doc {
  const doc = new Y.Doc();
  defineRoots(doc);
  return doc;
}

const throughJson = (project: PlainProject) => JSON.parse(JSON.stringify(project)) as PlainProject;

test.each(SEEDS)('a project that goes through JSON says the same, what nobody knows yet too (seed %i)', (seed) => {
  const doc = randomDoc(seed);
  const plain = readPlainProject(doc);
  const other = emptyDoc();
  writePlainProject(other, throughJson(plain));
  expect(readProjectState(other)).toEqual(readProjectState(doc));
  expect(readWords(other)).toEqual(readWords(doc));
  expect(sameContent(doc, other)).toBe(true);
  expect(JSON.stringify(readPlainProject(other))).toBe(JSON.stringify(plain));
  // Whatever the order in which it was written and merged.
  expect(JSON.stringify(readPlainProject(loadState(Y.encodeStateAsUpdate(doc))))).toBe(JSON.stringify(plain));
});

test('what a broken client wrote is passed over, and nothing that can’t be said keeps a project from going out', () => {
  const doc = randomDoc(1);
  const before = readPlainProject(doc);
  doc.getMap('panels').set('broken', 'no record');
  doc.getMap('shots').set('odd', new Y.Map<unknown>([['x', 12n], ['y', Number.NaN], ['z', undefined], ['w', 1]])); // prettier-ignore
  let deep: unknown = 'bottom';
  for (let i = 0; i < 5000; i++) deep = [deep];
  doc.getMap('cast').set('deep', new Y.Map([['deep', deep]]));
  doc.getXmlFragment('script').push([new Y.XmlElement('later')]);
  const after = readPlainProject(doc);
  expect(after.panels).toEqual(before.panels);
  expect(after.script).toEqual(before.script);
  expect(after.shots.find(({ id }) => id === 'odd')).toEqual({ id: 'odd', w: 1 });
  expect(JSON.stringify(after.cast)).not.toContain('bottom');
});

test.each([
  ['bytes that are none', { $bytes: 'zz' }],
  ['a text without words', { $text: [{ insert: 7 }] }],
  ['a mark that nobody knows', { $else: 1 }],
  ['a well', Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 1)],
])('%s: refused in words', (_, value) => {
  const plain = { ...readPlainProject(emptyDoc()), settings: { odd: value } } as PlainProject;
  expect(() => writePlainProject(emptyDoc(), plain)).toThrow(RangeError);
});
