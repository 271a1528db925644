import { describe, expect, test } from 'vitest';
import type { ElementId } from '#shared/lib/ids.ts';
import {
  afterBackspace,
  afterReturn,
  afterShiftTab,
  afterTab,
  charactersOf,
  ELEMENT_TYPES,
  FINAL_DRAFT_KEYS,
  formatEighths,
  inCapitals,
  parseCue,
  parseHeading,
  printedText,
  recogniseType,
  typeByDigit,
  type ElementType,
  type ScriptElement,
} from './index.ts';

const list = (...pairs: [ElementType, string][]): ScriptElement[] =>
  pairs.map(([type, text], i) => ({ id: `e${i}` as ElementId, type, text }));

test.each([
  ['INT. KITCHEN - NIGHT', 'INT', 'KITCHEN', 'NIGHT', ''],
  ['ext. swing bridge - causeway - day', 'EXT', 'SWING BRIDGE - CAUSEWAY', 'DAY', ''],
  ['INT./EXT. CAR (MOVING) - DUSK', 'INT/EXT', 'CAR (MOVING)', 'DUSK', ''],
  ['I/E. TRUCK - MOVING - DAY', 'INT/EXT', 'TRUCK', 'DAY', 'MOVING'],
  ['EXT. HILL – DAWN (FLASHBACK)', 'EXT', 'HILL', 'DAWN', 'FLASHBACK'],
  ['EXT. PARK--DAY', 'EXT', 'PARK', 'DAY', ''],
  ['INT. BAR - NIGHT - RAIN', 'INT', 'BAR', 'NIGHT', 'RAIN'],
  ['INT. BAR [[which?]] - MOMENTS LATER', 'INT', 'BAR', 'MOMENTS LATER', ''],
  ['INT. KITCHEN. NIGHT', 'INT', 'KITCHEN', 'NIGHT', ''],
  ['int. house. kitchen. moments later.', 'INT', 'HOUSE. KITCHEN', 'MOMENTS LATER', ''],
  ['EXT. ST. PANCRAS, DAY (RAIN)', 'EXT', 'ST. PANCRAS', 'DAY', 'RAIN'],
  ['INT. KITCHEN. NIGHT - FLASHBACK', 'INT', 'KITCHEN', 'NIGHT', 'FLASHBACK'],
  ['INT. KITCHEN - NIGHT.', 'INT', 'KITCHEN', 'NIGHT', ''],
  ['INT. ACME INC.', 'INT', 'ACME INC.', null, ''],
  ['INT. THE LAST DAY. PARIS', 'INT', 'THE LAST DAY. PARIS', null, ''],
  ['INT. NIGHT', 'INT', 'NIGHT', null, ''],
  ['BINOCULARS', null, 'BINOCULARS', null, ''],
  ['INTERLUDE', null, 'INTERLUDE', null, ''],
])('the heading %s', (text, setting, location, time, other) => {
  expect(parseHeading(text)).toEqual({ setting, location, time, other });
});

test('a cue is a name and its extensions', () => {
  expect(parseCue('Zoë (V.O.) (cont’d)')).toEqual({ name: 'ZOË', extensions: ['V.O.', "CONT'D"] });
  expect(parseCue('BOB (on the')).toEqual({ name: 'BOB', extensions: ['ON THE'] });
});

test('characters come in order of appearance with their speeches, extensions aside', () => {
  const elements = list(
    ['character', 'EVE'],
    ['character', 'BOB (O.S.)'],
    ['character', 'EVE (V.O.)'],
    ['character', ''],
  );
  expect(charactersOf(elements)).toEqual([
    { name: 'EVE', speeches: 2 },
    { name: 'BOB', speeches: 1 },
  ]);
});

describe('keys, by the Final Draft table', () => {
  test.each([
    ['general', 'general', null],
    ['scene_heading', 'action', 'action'],
    ['action', 'action', 'character'],
    ['character', 'dialogue', 'parenthetical'],
    ['parenthetical', 'dialogue', 'character'],
    ['dialogue', 'action', 'parenthetical'],
    ['transition', 'scene_heading', null],
    ['shot', 'action', null],
  ] as [ElementType, ElementType, ElementType | null][])('after %s, Return gives %s and Tab %s', (type, enter, tab) => {
    expect(afterReturn(type)).toBe(enter);
    expect(afterTab(type, 'end')).toEqual(tab && { action: 'insert', type: tab });
    expect(afterTab(type, 'empty')).toEqual(tab && { action: 'change', type: tab });
  });

  test('Tab inside a text cycles its type, and Shift-Tab goes back the same way', () => {
    for (const type of FINAL_DRAFT_KEYS.cycle) {
      const next = afterTab(type, 'inside');
      expect(next?.action).toBe('change');
      expect(afterShiftTab(next!.type)).toEqual({ action: 'change', type });
    }
    expect(afterTab('section', 'inside')).toBeNull();
  });

  test('Backspace turns an empty paragraph into action before it merges', () => {
    expect(afterBackspace('dialogue')).toBe('action');
    expect(afterBackspace('action')).toBeNull();
  });

  test('digits give the types, and every type has its row', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((digit) => typeByDigit(digit))).toEqual([
      ...['general', 'scene_heading', 'action', 'character', 'parenthetical', 'dialogue', 'transition', 'shot'],
    ]);
    expect(typeByDigit(9)).toBeUndefined();
    for (const type of ELEMENT_TYPES) expect(ELEMENT_TYPES).toContain(afterReturn(type));
  });
});

test('a type is recognised from what is typed, but never against a choice', () => {
  expect(recogniseType('int. ', 'action')).toBe('scene_heading');
  expect(recogniseType('INT.', 'action')).toBeNull();
  expect(recogniseType('Interesting. ', 'action')).toBeNull();
  expect(recogniseType('CUT TO:', 'action')).toBe('transition');
  expect(recogniseType('FADE IN:', 'general')).toBe('transition');
  expect(recogniseType('He goes to:', 'action')).toBeNull();
  expect(recogniseType('INT. BAR', 'dialogue')).toBeNull();
});

test('capitals keep every length, so that spans stay in place', () => {
  const heading = inCapitals({ type: 'scene_heading', text: 'int. straße – zoë [[or not]]' });
  expect(heading.text).toBe('INT. STRAßE – ZOË [[or not]]');
  expect(inCapitals({ type: 'action', text: 'int.' }).text).toBe('int.');
  const styles = [{ from: 3, to: 7, style: 'all_caps' } as const];
  expect(inCapitals({ type: 'action', text: 'A bang! Here.', styles }).text).toBe('A bANG! Here.');
});

test('a length is written as the trade writes it', () => {
  expect([1, 8, 10, 16].map(formatEighths)).toEqual(['1/8', '1', '1 2/8', '2']);
});

test('what is printed leaves out notes and boneyards, but not what is never closed', () => {
  expect(printedText('a [[b]] c /* d */ e [[f')).toBe('a  c  e [[f');
});

test('a heading of very many spaces is read in one go', () => {
  expect(parseHeading(`INT. A${' '.repeat(150_000)}B`).time).toBeNull();
});
