import { expect, test } from 'vitest';
import { sceneNumbers, type NumberSchool } from './index.ts';

const numbers = (own: string, school: NumberSchool = 'suffix') =>
  sceneNumbers(
    own.split(' ').map((number) => (number === '-' ? undefined : number)),
    school,
  ).join(' ');

test('scenes are counted while no heading has a number of its own', () => {
  expect(numbers('- - -')).toBe('1 2 3');
});

test.each([
  ['12 - 13', '12 12A 13'],
  ['12 - - - 13', '12 12A 12B 12C 13'],
  ['12 - 12A 13', '12 12AA 12A 13'],
  ['12 - - 12A 13', '12 12AA 12AB 12A 13'],
  ['12 12A - 12B', '12 12A 12AA 12B'],
  ['12 12A - 12C', '12 12A 12B 12C'],
  ['12H - 13', '12H 12J 13'],
  ['- 1', 'A1 1'],
  ['1 12 - -', '1 12 13 14'],
  ['13 12A -', '13 12A 14'],
])('the suffix school numbers %s as %s', (own, printed) => {
  expect(numbers(own)).toBe(printed);
});

test.each([
  ['12 - 13', '12 A13 13'],
  ['12 - - 13', '12 A13 B13 13'],
  ['12 - A13 13', '12 AA13 A13 13'],
  ['12 A13 - 13', '12 A13 B13 13'],
  ['12 -', '12 13'],
])('the prefix school numbers %s as %s', (own, printed) => {
  expect(numbers(own, 'prefix')).toBe(printed);
});

test('a number is given once, were sixty scenes put in between', () => {
  for (const school of ['suffix', 'prefix'] as const) {
    const given = sceneNumbers(['1', ...Array.from({ length: 60 }, () => undefined), '2'], school);
    expect(new Set(given).size).toBe(62);
  }
});
