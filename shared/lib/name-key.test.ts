import { expect, test } from 'vitest';
import { nameKey } from './name-key.ts';

test.each([
  ['ZOË (V.O.)', 'ZOE'],
  ['  Zoe^ (on the phone) (CONT’D)', 'ZOE'],
  ['ZOE (V.O.', 'ZOE (V.O.'],
])('%s is one name, however it is written', (written, key) => {
  expect(nameKey(written)).toBe(key);
});

test('very many brackets that nothing closes are read in one step', () => {
  const brackets = '('.repeat(150_000);
  expect(nameKey(brackets)).toBe(brackets);
});
