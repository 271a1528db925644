import { expect, test } from 'vitest';
import { relativeText } from './relative-text.ts';

const NOW = Date.UTC(2026, 2, 14, 12);
const MINUTE = 60_000;

test.each([
  [0, 'just now'],
  [-30_000, 'just now'],
  [-5 * MINUTE, '5 minutes ago'],
  [-60 * MINUTE, '1 hour ago'],
  [-26 * 60 * MINUTE, 'yesterday'],
  [7 * 24 * 60 * MINUTE, 'in 7 days'],
  [-30 * 24 * 60 * MINUTE, '12 Feb 2026'],
])('a time %i ms from now reads “%s”', (since, words) => {
  expect(relativeText(NOW + since, NOW)).toBe(words);
});
