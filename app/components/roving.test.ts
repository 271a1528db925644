import { expect, test } from 'vitest';
import { nextFocus } from './roving.ts';

const entries = ['Rename', 'Remove', 'Export', 'Share'].map((item) => ({ dataset: { item } }));
const [rename, remove, exporting, share] = entries;
const press = (key: string, timeStamp = 0, held = {}) => ({
  key,
  timeStamp,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const fresh = () => ({ text: '', at: -10_000 });

test('arrows wrap at both ends', () => {
  expect(nextFocus(entries, press('ArrowDown'), fresh(), share)).toBe(rename);
  expect(nextFocus(entries, press('ArrowUp'), fresh(), rename)).toBe(share);
  expect(nextFocus(entries, press('ArrowUp'), fresh(), null)).toBe(share);
  expect(nextFocus(entries, press('End'), fresh(), rename)).toBe(share);
});

test('letters typed quickly make one word, and after a pause a new one', () => {
  const typed = fresh();
  expect(nextFocus(entries, press('r', 0), typed, share)).toBe(rename);
  expect(nextFocus(entries, press('e', 100), typed, rename)).toBe(rename);
  expect(nextFocus(entries, press('m', 200), typed, rename)).toBe(remove);
  expect(nextFocus(entries, press('e', 2000), typed, remove)).toBe(exporting);
});

test('the same letter walks through what starts with it', () => {
  expect(nextFocus(entries, press('r', 0), fresh(), rename)).toBe(remove);
});

test('a shortcut is not a letter', () => {
  expect(nextFocus(entries, press('r', 0, { ctrlKey: true }), fresh(), share)).toBeNull();
});
