import { expect, test } from 'vitest';
import type { NamedPanel } from './name-panels.ts';
import { pictureNames } from './picture-names.ts';

const named = (id: string, scene: string | null, number: string) =>
  ({ panel: { id }, number, board: scene === null ? null : { scene: { number: scene } } }) as unknown as NamedPanel;

test('names sort in script order, are apart for every file system, and lead nowhere else', () => {
  const names = pictureNames([
    named('a', '2', '2A1'),
    named('b', '12', '12A1'),
    named('c', '12', '12a1'),
    named('d', '..', '../x'),
    named('e', null, ''),
  ]);
  expect([...names]).toEqual([
    ['a', '002/002A1'],
    ['b', '012/012A1'],
    ['c', '012/012a1 (2)'],
    ['d', '-/--x'],
    ['e', 'without lines/e'],
  ]);
});
