import { expect, test } from 'vitest';
import { decodeText } from '#shared/lib/decode-text.ts';
import type { Screenplay, ScriptParagraph } from '#shared/screenplay/index.ts';
import { corpusFiles } from '#tests/builders/corpus.ts';
import {
  formatOfName,
  lossesIn,
  readScript,
  recogniseFormat,
  SCRIPT_FORMATS,
  writeProject,
  writeScript,
} from './index.ts';

test('a file is known by what it begins with before its name', () => {
  expect(recogniseFormat('draft.txt', '\uFEFF\n<?xml version="1.0"?><FinalDraft/>')).toBe('fdx');
  expect(recogniseFormat('draft', '<FinalDraft>')).toBe('fdx');
  expect(recogniseFormat('draft.fdx', 'INT. BAR')).toBe('fdx');
  expect(recogniseFormat('draft.json', ' {"elements": []}')).toBe('json');
  expect(recogniseFormat('draft.json', 'INT. BAR')).toBe('fountain');
  expect(recogniseFormat('draft.FOUNTAIN', '< aside')).toBe('fountain');
  expect(recogniseFormat('draft', '')).toBe('fountain');
});

test('a name tells a format by its ending alone', () => {
  expect(['a.FDX', 'a.b.spmd', 'a.json', 'x/a.txt'].map(formatOfName)).toEqual(['fdx', 'fountain', 'json', 'fountain']);
  expect(['a', 'a.pdf', 'fdx', 'a.constructor', 'a.fdx/b'].map(formatOfName)).toEqual([null, null, null, null, null]);
});

const heading: ScriptParagraph = { type: 'scene_heading', text: 'INT. BAR - DAY', number: '1' };
const full: Screenplay = {
  titlePage: {},
  elements: [
    { ...heading, number: '1/2', colour: '#FF0000', title: 'Bar' },
    { ...heading, text: 'OMITTED', omitted: [heading] },
    {
      type: 'action',
      text: 'He runs away now.',
      styles: [
        { from: 0, to: 2, style: 'bold' },
        { from: 3, to: 7, style: 'strikeout' },
        { from: 8, to: 12, style: 'all_caps' },
      ],
      runs: [{ from: 3, to: 7, revision: '2', kept: { fdx: { attributes: { Font: 'Arial' } } } }],
    },
    { type: 'general', text: 'ACT ONE', style: 'New Act' },
    { type: 'shot', text: 'CLOSE ON: A KEY' },
    { type: 'action', text: ' ' },
    { type: 'section', text: 'Deep', level: 2 },
    { type: 'character', text: 'BOB', dual: true },
    { type: 'dialogue', text: 'Hi.' },
  ],
  kept: { fdx: { parts: ['', '<SmartType/>', '<TitlePage/>', '<TagData/>'] } },
};

test('what Fountain cannot hold is listed, each with its number', () => {
  expect(lossesIn('fountain', full).map(({ count, message }) => `${String(count)} ${message}`)).toMatchInlineSnapshot(`
    [
      "1 Struck out words: 1 place. The words stay, not struck out.",
      "1 Capitals as a style: 1 place. They are written as capital letters.",
      "1 Revision marks: 1 place.",
      "1 Fonts, indents, tags and the like of 1 paragraph.",
      "1 Colours and titles of 1 scene.",
      "1 The text of 1 omitted scene. Their headings stay.",
      "1 1 empty paragraph.",
      "2 2 general paragraphs or shots: action from here on.",
      "1 The names of the styles of 1 paragraph.",
      "1 Signs in 1 scene number other than letters, digits, ".", "-" and ")".",
      "2 Settings of the file: SmartType, TagData.",
    ]
  `);
});

test('what Final Draft and JSON cannot hold is listed', () => {
  expect(lossesIn('fdx', full).map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "1 dual dialogue with nothing to stand beside.",
    ]
  `);
  expect(lossesIn('json', full).map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "Bold, italic or underline: 1 place. The words stay.",
      "Struck out words: 1 place. The words stay, not struck out.",
      "Capitals as a style: 1 place. The words stay as they were typed.",
      "Revision marks: 1 place.",
      "Fonts, indents, tags and the like of 1 paragraph.",
      "Colours and titles of 1 scene.",
      "The text of 1 omitted scene. Their headings stay.",
      "The names of the styles of 1 paragraph.",
      "The depth of 1 section.",
      "Settings of the file: SmartType, TagData.",
    ]
  `);
});

test('what a printed page and a project cannot hold is listed', () => {
  expect(lossesIn('project', full).map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "Struck out words: 1 place. The words stay, not struck out.",
      "Capitals as a style: 1 place. They are written as capital letters.",
      "Revision marks: 1 place.",
      "Fonts, tags and the like of 1 paragraph.",
      "Titles of 1 scene.",
      "Settings of the file: SmartType, TagData.",
    ]
  `);
  const { kept: _settings, ...script } = full;
  expect(lossesIn('pdf', script).map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "1 section, synopsis or note: never printed.",
      "Fonts, tags and the like of 1 paragraph.",
      "Colours and titles of 1 scene.",
      "The text of 1 omitted scene. Their headings stay.",
    ]
  `);
});

test('a project’s headings go to Fountain in capitals, and to the others as they were typed', () => {
  const typed: Screenplay = { titlePage: {}, elements: [{ type: 'scene_heading', text: 'int. café - day' }] };
  const texts = SCRIPT_FORMATS.map(
    (format) => readScript(format, writeProject(format, typed)).screenplay.elements[0]?.text,
  );
  expect(texts).toEqual(['INT. CAFÉ - DAY', 'int. café - day', 'int. café - day']);
});

test('a plain script is held by every format', () => {
  const plain: Screenplay = {
    titlePage: { Title: ['The Lamp'] },
    elements: [
      heading,
      { type: 'action', text: 'Rain.' },
      { type: 'character', text: 'ZOË' },
      { type: 'dialogue', text: 'Hi.' },
    ],
  };
  for (const format of SCRIPT_FORMATS) {
    expect(lossesIn(format, plain), format).toEqual([]);
    const { screenplay, diagnostics } = readScript(format, writeScript(format, plain));
    expect(diagnostics, format).toEqual([]);
    expect(screenplay.elements, format).toEqual(plain.elements);
    expect(screenplay.titlePage, format).toEqual(plain.titlePage);
  }
});

test('capitals that are a style are letters in Fountain, and acts stand in the middle', () => {
  expect(writeScript('fountain', full)).toContain('**He** runs AWAY now.');
  expect(writeScript('fountain', full)).toContain('> ACT ONE <');
});

/** Files of one name in both formats: what one says, the other says. */
const fdxFiles = new Map(corpusFiles('.fdx').map((file) => [file.name.replace(/\.fdx$/, ''), file]));
const pairs = corpusFiles('.fountain')
  .map((file) => ({ name: file.name.replace(/\.fountain$/, ''), fountain: file }))
  .filter(({ name }) => fdxFiles.has(name));

test.skipIf(pairs.length === 0).for(pairs)('$name says the same in both formats', ({ name, fountain }) => {
  const read = (format: 'fountain' | 'fdx', bytes: Buffer) => {
    const text = decodeText(bytes);
    if (!text.ok) throw new Error(text.error);
    return readScript(format, text.value).screenplay.elements.map(({ type, text: words, number, dual }) => ({
      ...{ type, text: words, number, dual },
    }));
  };
  expect(read('fdx', fdxFiles.get(name)!.read())).toEqual(read('fountain', fountain.read()));
});
