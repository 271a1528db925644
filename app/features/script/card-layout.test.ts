import { expect, test } from 'vitest';
import type { ElementId } from '#shared/lib/ids.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import { CARD, cardBeside, cardLines, columnsIn } from './card-layout.ts';

const row = (id: string, kind: OutlineRow['kind'] = 'scene') => ({ id: id as ElementId, kind }) as OutlineRow;
const LINES = cardLines([...['1', '2', '3'].map((id) => row(id)), row('act', 'section'), row('4'), row('5')], 2);
const beside = (from: string, key: string) => cardBeside(LINES, from as ElementId, key)?.id;

test('a section begins a new line of cards', () => {
  const shown = LINES.map((line) => (line.kind === 'section' ? line.row.id : line.rows.map(({ id }) => id)));
  expect(shown).toEqual([['1', '2'], ['3'], 'act', ['4', '5']]);
});

test('arrows lead from card to card, over sections and into shorter lines', () => {
  expect(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'End', 'x'].map((key) => beside('2', key))).toEqual([
    ...['3', '1', '3', undefined, '5', undefined],
  ]);
  expect([beside('3', 'ArrowDown'), beside('5', 'ArrowUp'), beside('5', 'ArrowRight')]).toEqual(['4', '3', undefined]);
});

test('there is always one column, and as many as fit', () => {
  expect(columnsIn(100)).toBe(1);
  expect(columnsIn(2 * CARD.padding + 3 * CARD.width + 2 * CARD.gap)).toBe(3);
  expect(columnsIn(2 * CARD.padding + 3 * CARD.width + 2 * CARD.gap - 1)).toBe(2);
});
