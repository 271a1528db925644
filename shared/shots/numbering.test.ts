import { expect, test } from 'vitest';
import type { ShotId } from '#shared/lib/ids.ts';
import { numberPanels, shotLetter } from './numbering.ts';

const setups = (text: string) => text.split(' ') as ShotId[];

test('letters skip I and O and go on with two', () => {
  const letters = Array.from({ length: 50 }, (_, i) => shotLetter(i));
  expect(letters.slice(0, 26).join(' ')).toBe('A B C D E F G H J K L M N P Q R S T U V W X Y Z AA AB');
  expect(letters[24 + 24]).toBe('BA');
  expect(new Set(letters).size).toBe(50);
});

test('a setup with one panel has no count, one with several counts from 1', () => {
  expect(numberPanels('12', setups('x y y y z'))).toEqual(['12A', '12B1', '12B2', '12B3', '12C']);
});

test('a setup that is cut back to keeps its letter', () => {
  expect(numberPanels('3', setups('x y x y'))).toEqual(['3A1', '3B1', '3A2', '3B2']);
});

test('an inserted scene keeps its letter apart from the setup’s', () => {
  expect(numberPanels('12A', setups('x'))).toEqual(['12A-A']);
  expect(numberPanels('A12', setups('x'))).toEqual(['A12A']);
});

test('some leave Q, Y and Z out as well', () => {
  const letters = Array.from({ length: 22 }, (_, i) => shotLetter(i, 'without_ioqyz'));
  expect(letters.join(' ')).toBe('A B C D E F G H J K L M N P R S T U V W X AA');
});

test('a setup with a name of its own is called by it, and renames no other', () => {
  const nameOf = (setup: ShotId) => (setup === 'y' ? 'Drone' : undefined);
  expect(numberPanels('5', setups('x y z y'), { nameOf })).toEqual(['5A', 'Drone1', '5C', 'Drone2']);
});

test('no letter makes the name that another setup was given', () => {
  const nameOf = (setup: ShotId) => ({ x: '5B', z: 'Cam 2' })[setup as string];
  expect(numberPanels('5', setups('x y z z w'), { nameOf })).toEqual(['5B', '5C', 'Cam 2-1', 'Cam 2-2', '5E']);
});
