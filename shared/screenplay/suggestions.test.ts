import { expect, test } from 'vitest';
import { suggestionsFor, type ScriptParagraph } from './index.ts';

const heading = (text: string): ScriptParagraph => ({ type: 'scene_heading', text });
const cue = (text: string): ScriptParagraph => ({ type: 'character', text });
const speech = (name: string): ScriptParagraph[] => [cue(name), { type: 'dialogue', text: 'Yes.' }];

/** What is suggested for a last line. */
const typed = (script: readonly ScriptParagraph[], line: ScriptParagraph) =>
  suggestionsFor([...script, line], script.length);

const EXCHANGE = [
  heading('INT. KITCHEN - NIGHT'),
  ...speech('Ben'),
  ...speech('BEN (V.O.)'),
  ...speech('Zoë'),
  ...speech('Ben'),
  heading('EXT. YARD - DAY'),
  ...speech('ANA'),
  ...speech('ZOË (O.S.)'),
  ...speech('ANA'),
];

test('the other speaker of the exchange comes first, and Return takes them', () => {
  expect(typed(EXCHANGE, cue(''))).toEqual({
    from: 0,
    options: ['ZOË', 'ANA', 'BEN'],
    isExpected: true,
    completesLine: true,
  });
});

test('in a scene in which nobody speaks yet, who speaks most comes first, and is not taken unasked', () => {
  const { options, isExpected } = typed([...EXCHANGE, heading('INT. HALL - DAY')], cue(''))!;
  expect([options, isExpected]).toEqual([['BEN', 'ZOË', 'ANA'], false]);
});

test.each([
  ['z', ['ZOË'], true],
  ['zoë', undefined, undefined],
  ['An', ['ANA'], true],
  ['X', undefined, undefined],
])('names begin with what is typed and go on: %j gives %j', (text, options, isExpected) => {
  const found = typed(EXCHANGE, cue(text));
  expect([found?.options, found?.isExpected]).toEqual([options, isExpected]);
});

test('a name that is whole is not replaced by a longer one without being asked', () => {
  const script = [...speech('ANA'), ...speech('ANABEL')];
  expect(typed(script, cue('ana'))).toMatchObject({ options: ['ANABEL'], isExpected: false });
});

test('a name under which nothing is said, or that is gone, is no suggestion', () => {
  expect(typed([cue('BNE'), ...speech('BEN'), cue('BOB')], cue('b'))?.options).toEqual(['BEN']);
});

test('extensions that are used come first', () => {
  const after = typed(EXCHANGE, cue('ZOË ('));
  expect([after?.from, after?.options]).toEqual([4, ['(V.O.)', '(O.S.)', '(O.C.)', '(SUBTITLE)', "(CONT'D)"]]);
  expect(typed(EXCHANGE, cue('ZOË (v'))?.options).toEqual(['(V.O.)']);
  expect(typed(EXCHANGE, cue('ZOË (V.O.)'))).toBeNull();
});

test.each([
  ['', 0, ['INT. ', 'EXT. ', 'I/E. ', 'INT./EXT. '], false],
  ['e', 0, ['EXT. '], true],
  ['int', 0, ['INT. ', 'INT./EXT. '], true],
  ['INT. ', 5, ['KITCHEN', 'YARD', 'HOUSE - HALL', 'HOUSE - STAIRS'], false],
  ['int. y', 5, ['YARD'], true],
  ['INT. HOUSE - ', 13, ['DAY', 'NIGHT', 'HALL', 'STAIRS', 'DAWN', 'DUSK', 'MORNING', 'AFTERNOON'], false],
  ['INT. HOUSE - s', 13, ['STAIRS', 'SUNRISE', 'SUNSET', 'SAME'], true],
  ['EXT. YARD - DAY', undefined, undefined, undefined],
])('of a heading, part by part: %j', (text, from, options, isExpected) => {
  const script = [
    ...['INT. KITCHEN - DAY', 'EXT. YARD - DAY', 'INT. KITCHEN - NIGHT', 'INT. HOUSE - HALL - DAY'],
    'INT. HOUSE - STAIRS - NIGHT',
  ].map(heading);
  const found = typed(script, heading(text));
  expect([found?.from, found?.options, found?.isExpected]).toEqual([from, options, isExpected]);
});

test('transitions of this script before the usual ones', () => {
  const script: ScriptParagraph[] = [{ type: 'transition', text: 'Ripple to:' }];
  expect(typed(script, { type: 'transition', text: '' })?.options.slice(0, 2)).toEqual(['RIPPLE TO:', 'CUT TO:']);
  expect(typed(script, { type: 'action', text: 'C' })).toBeNull();
});
