import { expect, test } from 'vitest';
import { keyBetween, keysBetween } from './order-key.ts';
import { randomInt, seededRng } from './rng.ts';

test('a key lies strictly between its neighbours, wherever it is asked for', () => {
  const rng = seededRng(20261121);
  const keys: string[] = [];
  for (let i = 0; i < 5000; i++) {
    const at = randomInt(rng, keys.length + 1);
    const key = keyBetween(keys[at - 1] ?? null, keys[at] ?? null);
    if (at > 0) expect(key > keys[at - 1]!).toBe(true);
    if (at < keys.length) expect(key < keys[at]!).toBe(true);
    keys.splice(at, 0, key);
  }
});

test('keys stay short when things are appended, as panels mostly are', () => {
  expect(keysBetween(null, null, 10_000).at(-1)!.length).toBeLessThanOrEqual(4);
  let first = 'a0';
  for (let i = 0; i < 10_000; i++) {
    const before = keyBetween(null, first);
    expect(before < first).toBe(true);
    first = before;
  }
  expect(first.length).toBeLessThanOrEqual(4);
});

test('a run of keys ascends and stays inside its bounds', () => {
  const keys = keysBetween('a1', 'a2', 40);
  expect([...keys].sort()).toEqual(keys);
  expect(new Set(keys).size).toBe(40);
  expect(keys.every((key) => key > 'a1' && key < 'a2')).toBe(true);
});

test('no key can be made before the smallest or between equals: that is a bug, and says so', () => {
  expect(() => keyBetween('a2', 'a1')).toThrow(/no key lies between/);
  expect(() => keyBetween('a1', 'a1')).toThrow(/no key lies between/);
  expect(() => keyBetween('!', null)).toThrow(/not an order key/);
});
