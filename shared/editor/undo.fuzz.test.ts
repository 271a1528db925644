import { expect, test } from 'vitest';
import { undoSequence } from '#tests/chaos/undo.ts';

const seed = Date.now() % 2 ** 31;

test(`nobody’s undo takes away what another wrote, nor a line’s id (chaos -- undo --seed ${String(seed)})`, () => {
  const outcomes = Array.from({ length: 150 }, (_, i) => undoSequence(seed + i));
  expect(outcomes.flatMap(({ fault }) => fault ?? [])).toEqual([]);
  expect(outcomes.reduce((sum, { undos }) => sum + undos, 0)).toBeGreaterThan(1000);
});
