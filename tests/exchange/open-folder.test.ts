import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { defineRoots, writePlainProject } from '#shared/collab/index.ts';
import { idMaker, type AssetHash } from '#shared/lib/ids.ts';
import { seededRng } from '#shared/lib/rng.ts';
import { hashOfRecord } from '#server/provenance/index.ts';
import { writeRandomProject } from '#tests/builders/random-project.ts';
import { plainOf, readFolder } from '#server/folders/read-folder.ts';
import { writeFolder } from '#server/folders/write-folder.ts';

const PICTURES = ['a', 'b', 'c'].map((digit) => digit.repeat(64) as AssetHash);
const MIMES = new Map([[PICTURES[0]!, 'image/png'], [PICTURES[1]!, 'image/jpeg']]); // prettier-ignore
const SEEDS = Array.from({ length: 30 }, (_, i) => 20261126 + i);

function emptyDoc(): Y.Doc {
  const doc = new Y.Doc();
  defineRoots(doc);
  return doc;
}

function randomDoc(seed: number): Y.Doc {
  const rng = seededRng(seed);
  const newId = idMaker((count) => Uint8Array.from({ length: count }, () => Math.floor(rng.next() * 256)));
  const doc = emptyDoc();
  writeRandomProject(doc, { rng, newId, pictures: PICTURES });
  return doc;
}

function folderOf(doc: Y.Doc, records: { hash: string; record: never }[] = []) {
  const state = Y.encodeStateAsUpdate(doc);
  const folder = writeFolder({
    ...{
      task: 'write',
      title: 'Ebb',
      state,
      mimes: MIMES,
      chain: { project: 'p', records },
      suggestions: [],
      earlier: null,
    },
  });
  return { ...folder, file: (name: string) => folder.texts.find((text) => text.name === name)!.bytes };
}

function readProject(
  project: Uint8Array,
  provenance: Uint8Array | null = null,
  drawings: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [],
) {
  return readFolder({ task: 'read', project, provenance, drawings });
}

test.each(SEEDS)('the folder of a project that came as a folder is the same, byte for byte (seed %i)', (seed) => {
  const folder = folderOf(randomDoc(seed));
  const read = readProject(folder.file('project.json'));
  const other = emptyDoc();
  other.transact(() => writePlainProject(other, plainOf(read.project)));
  const again = folderOf(other);
  expect(again.pictures).toEqual(folder.pictures);
  expect(read.pictures).toHaveLength(folder.pictures.length);
  const told = (texts: typeof folder.texts) => texts.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]);
  expect(told(again.texts)).toEqual(told(folder.texts));
});

test('a picture has one name, below the folder, whatever its scene is called; one that is away is said to be', () => {
  for (const seed of SEEDS) {
    const { pictures, file } = folderOf(randomDoc(seed));
    const names = pictures.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^pictures\/[^/]+\/[^/]+\.(png|jpg)$/);
    const { notes } = readProject(file('project.json'));
    const away = new TextDecoder().decode(file('project.json')).includes('"picture": null');
    expect(notes.some((note) => note.includes('were not in the folder'))).toBe(away);
  }
});

const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`;
test.each([
  ['no JSON', () => '{"format":', /not JSON any more/],
  ['JSON of others', () => '{"elements":[]}', /not of a Beatboard project/],
  ['a list', () => '[]', /not of a Beatboard project/],
  ['nothing', () => 'null', /not of a Beatboard project/],
  ['a newer one', (said) => said.replace('"version": 1', '"version": 2'), /newer Beatboard/],
  ['no title', (said) => said.replace('"title": "Ebb"', '"title": ""'), /“title”/],
  ['a wrong type', (said) => said.replace('"script": [', '"script": [7,'), /“script\.0”/],
  [
    'two of one id',
    (said) => said.replace('"shots": [', '"shots": [{"id":"a"},{"id":"a"},'),
    /two things have the id “a”/,
  ],
  ['bytes that are none', (said) => said.replace('"settings": {', '"settings": {"x":{"$bytes":"zz"},'), /does not say/],
  ['a well', (said) => said.replace('"settings": {', `"settings": {"x":${deep},`), /deep/],
] as const satisfies [string, (said: string) => string, RegExp][])('%s is refused in words', (_, change, message) => {
  const said = new TextDecoder().decode(folderOf(randomDoc(3)).file('project.json'));
  const project = new TextEncoder().encode(change(said));
  expect(() => readProject(project)).toThrow(message);
});

test('a drawing comes with its panel, and says its name when it is none', () => {
  const { file, panels } = folderOf(randomDoc(3));
  const [panel] = panels;
  const project = file('project.json');
  const drawn = (text: string, of: string = panel!) => [
    { name: `drawings/${of}.json`, bytes: new TextEncoder().encode(text) },
  ];
  const said = '{"format":"beatboard-drawing","version":1,"layers":{"1:order":1},"strokes":{"a":{"$bytes":"0102"}}}';
  const read = readProject(project, null, drawn(said)).drawings.get(panel!);
  expect(read).toEqual({ layers: { '1:order': 1 }, strokes: { a: { $bytes: '0102' } } });
  expect(readProject(project, null, drawn(said, 'z'.repeat(16))).drawings.size).toBe(0);
  const faults: [string, RegExp][] = [
    ['{', /drawings\/.+\.json is not JSON/],
    ['{"format":"beatboard-drawing"}', /is no drawing/],
    [said.replace('0102', 'zz'), /does not say/],
    [said.replace('1}', `${deep}}`), /deep/],
  ];
  for (const [text, message] of faults) expect(() => readProject(project, null, drawn(text))).toThrow(message);
});

test('records that don’t hold together are told of, and those that say nothing of a picture are counted', () => {
  const record = { take: 't', panel: 'p', output: 'o', previous: null } as never;
  const folder = folderOf(randomDoc(3), [{ hash: hashOfRecord(record), record }]);
  const noted = (provenance: Uint8Array | null) => readProject(folder.file('project.json'), provenance);
  const whole = noted(folder.file('provenance.json'));
  expect(whole.chain).toEqual({ project: 'p', head: hashOfRecord(record), records: 1, flaw: null });
  expect(whole.notes.join()).toMatch(/No record tells how \d+ pictures? came to be/);
  const forged = new TextDecoder().decode(folder.file('provenance.json')).replace('"output": "o"', '"output": "x"');
  expect(noted(new TextEncoder().encode(forged)).notes.join()).toContain('at record 1 the record was changed');
  expect(noted(new TextEncoder().encode('?')).notes.join()).toContain('prove nothing: the file can’t be read');
  expect(noted(null).notes.join()).toContain('prove nothing: there are none');
});
