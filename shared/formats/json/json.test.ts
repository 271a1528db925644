import { expect, test } from 'vitest';
import { ELEMENT_TYPES, type Screenplay } from '#shared/screenplay/index.ts';
import { parseJson, writeJson } from './index.ts';

test('a script is its title page and its elements, and nothing else', () => {
  const screenplay: Screenplay = {
    titlePage: { Title: ['The Lamp', 'and the Sea'] },
    elements: [
      { type: 'scene_heading', text: 'INT. BAR - DAY', number: '12A', colour: '#FF0000' },
      { type: 'action', text: 'It glows.', styles: [{ from: 3, to: 8, style: 'bold' }] },
      { type: 'character', text: 'ZOË', dual: true, kept: { fdx: {} } },
    ],
    kept: { fdx: {} },
  };
  expect(JSON.parse(writeJson(screenplay))).toEqual({
    titlePage: { Title: ['The Lamp', 'and the Sea'] },
    elements: [
      { type: 'scene_heading', text: 'INT. BAR - DAY', number: '12A' },
      { type: 'action', text: 'It glows.' },
      { type: 'character', text: 'ZOË', dual: true },
    ],
  });
});

test('every type is read back as itself', () => {
  const elements = ELEMENT_TYPES.map((type) => ({ type, text: type, ...(type === 'section' && { level: 1 }) }));
  const { screenplay, diagnostics } = parseJson(`\uFEFF${writeJson({ titlePage: {}, elements })}`);
  expect(screenplay.elements).toEqual(elements);
  expect(diagnostics).toEqual([]);
});

test('an element that is none is told with its line, and the others are read', () => {
  const text = `{
    "titlePage": {"Title": ["elements: [{", "x"], "Draft": 3},
    "elements": [
      {"type": "action", "text": "a \\"\\\\"},

      {"type": "embed", "text": "b"}, 7,
      {"type": "action"}
    ]
  }`;
  const { screenplay, diagnostics } = parseJson(text);
  expect(screenplay).toEqual({
    titlePage: { Title: ['elements: [{', 'x'] },
    elements: [
      { type: 'action', text: 'a "\\' },
      { type: 'general', text: 'b' },
    ],
  });
  expect(diagnostics.map(({ line, message }) => `${String(line)} ${message}`)).toEqual([
    '1 "titlePage": "Draft" is no list of lines. It was left out.',
    '6 "embed" is no type of element. It was read as general.',
    '6 An element has no "text". It was left out.',
    '7 An element has no "text". It was left out.',
  ]);
});

test('what a program hands over has no faults: the first is fatal, and says nothing of what became of it', () => {
  const text = '{"titlePage": {"Draft": 3},\n"elements": [{"type": "embed", "text": "b"},\n{"type": "action"}]}';
  expect(parseJson(text, true).diagnostics).toEqual([
    { line: 1, message: '"titlePage": "Draft" is no list of lines.', fatal: true },
    { line: 2, message: '"embed" is no type of element.', fatal: true },
    { line: 3, message: 'An element has no "text".', fatal: true },
  ]);
});

test.each([
  ['', 1],
  ['{\n "titlePage": {}, \n "elements": [{]}', 3],
  ['INT. BAR - DAY', 1],
  ['[]', 1],
  ['{"elements": {}}', 1],
  ['null', 1],
])('%j is no script, and its line is told', (text, line) => {
  const { screenplay, diagnostics } = parseJson(text);
  expect(screenplay.elements).toEqual([]);
  expect(diagnostics).toMatchObject([{ line, fatal: true }]);
});
