import { expect, test } from 'vitest';
import type { PanelId } from '#shared/lib/ids.ts';
import { NOTHING, extendTo, selectOnly, selectedIn, toggle } from './selection.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'] as PanelId[];
const [A, B, , D, E] = ORDER as [PanelId, PanelId, PanelId, PanelId, PanelId];

test('a range runs from where it started, and turns around it', () => {
  const down = extendTo(selectOnly(B), D, ORDER);
  expect(selectedIn(down, ORDER)).toEqual(['b', 'c', 'd']);
  expect(selectedIn(extendTo(down, A, ORDER), ORDER)).toEqual(['a', 'b']);
});

test('ctrl adds and takes away, and the next range starts there', () => {
  const two = toggle(selectOnly(A), D);
  expect(selectedIn(two, ORDER)).toEqual(['a', 'd']);
  expect(selectedIn(toggle(two, A), ORDER)).toEqual(['d']);
  expect(selectedIn(extendTo(two, E, ORDER), ORDER)).toEqual(['d', 'e']);
});

test('panels that somebody deleted are not selected, nor does a range start at one', () => {
  const rest = ORDER.filter((id) => id !== B);
  expect(selectedIn(extendTo(selectOnly(B), D, ORDER), rest)).toEqual(['c', 'd']);
  expect(selectedIn(extendTo(selectOnly(B), D, rest), rest)).toEqual(['d']);
  expect(selectedIn(extendTo(NOTHING, D, ORDER), ORDER)).toEqual(['d']);
});
