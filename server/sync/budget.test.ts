import { expect, test } from 'vitest';
import { Budget } from './budget.ts';

test('a burst is free, what comes after it is paid at the rate, and rest pays it back', () => {
  let now = 0;
  const budget = new Budget({ perSecond: 10, burst: 30 }, { now: () => now });
  expect(budget.spend(30)).toBe(0);
  expect(budget.spend(1)).toBe(100);
  now = 100;
  expect(budget.spend(5)).toBe(500);
  now = 10_000;
  expect(budget.spend(30)).toBe(0);
});

test('whoever is never at rest is strained, whoever rests is not', () => {
  let now = 0;
  const budget = new Budget({ perSecond: 10, burst: 20 }, { now: () => now });
  for (; now < 5_000; now += 50) budget.spend(1);
  expect(budget.strained).toBeGreaterThan(3_000);
  now += 8_000;
  budget.spend(1);
  expect(budget.strained).toBe(0);
});
