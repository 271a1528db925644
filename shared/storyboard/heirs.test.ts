import { expect, test } from 'vitest';
import type { ElementId } from '#shared/lib/ids.ts';
import { heirsOf, inherit, type LineText } from './heirs.ts';

const script = (...lines: readonly string[]): LineText[] =>
  lines.map((line) => ({ id: line.slice(0, 1) as ElementId, text: line.slice(2) }));
const ids = (text: string) => text.split('').filter((id) => id !== ' ') as ElementId[];
const after = (panel: string, before: LineText[], now: LineText[]) =>
  inherit(ids(panel), heirsOf(before, now)).join('');

const BEFORE = script('a Rain. A train.', 'b She waits.', 'c He comes.');

test('the end of a split line is one of its panels’ lines too', () => {
  const now = script('a Rain.', 'x A train.', 'b She waits.', 'c He comes.');
  expect(after('a', BEFORE, now)).toBe('ax');
  expect(after('ab', BEFORE, now)).toBe('axb');
  expect(after('b', BEFORE, now)).toBe('b');
});

test('a line that is begun behind another is no part of it', () => {
  expect(after('a', BEFORE, script('a Rain. A train.', 'x ', 'b She waits.', 'c He comes.'))).toBe('a');
  expect(after('a', BEFORE, script('a Rain. A train.', 'x Dark.', 'b She waits.', 'c He comes.'))).toBe('a');
  expect(after('a', BEFORE, script('a Rain. A plane.', 'x Dark.', 'b She waits.', 'c He comes.'))).toBe('a');
});

test('a line cut by what is pasted into it keeps both ends', () => {
  const now = script('a Rain. One.', 'x Two.', 'y Three. A train.', 'b She waits.', 'c He comes.');
  expect(after('a', BEFORE, now)).toBe('ay');
});

test('panels of a line that is joined to another hang on that, once', () => {
  const now = script('a Rain. A train. She waits.', 'c He comes.');
  expect(after('b', BEFORE, now)).toBe('a');
  expect(after('ab', BEFORE, now)).toBe('a');
  expect(after('c', BEFORE, now)).toBe('c');
});

test('of a selection over several lines the last one’s panels stay with its words, and those between have none', () => {
  const now = script('a Rain. comes.');
  expect(after('c', BEFORE, now)).toBe('a');
  expect(after('b', BEFORE, now)).toBe('b');
});

test('a line that is deleted is joined to nothing, whether or not it was emptied first', () => {
  expect(after('b', BEFORE, script('a Rain. A train.', 'c He comes.'))).toBe('b');
  const empty = script('a Rain.', 'b ', 'c He comes.');
  expect(after('b', empty, script('a Rain.', 'c He comes.'))).toBe('b');
  expect(after('b', empty, script('a Rain.'))).toBe('b');
});
