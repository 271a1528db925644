import { expect, test } from 'vitest';
import { seededRng } from '#shared/lib/rng.ts';
import { reconnectDelay } from './reconnect.ts';

test('the first attempt comes soon, later ones further apart, none after more than two and a half seconds', () => {
  const longest = [0, 1, 2, 3, 4, 50].map((failed) => reconnectDelay(failed, 0.999999));
  expect(longest.map(Math.round)).toEqual([200, 400, 800, 1600, 2500, 2500]);
  const shortest = [0, 1, 2, 3, 4, 50].map((failed) => reconnectDelay(failed, 0));
  expect(shortest).toEqual([100, 200, 400, 800, 1250, 1250]);
});

test('windows that lost one server come back spread over half of the time, not at once', () => {
  const rng = seededRng(7);
  const delays = Array.from({ length: 500 }, () => reconnectDelay(4, rng.next())).sort((a, b) => a - b);
  // In no tenth of a second more than a fifth of them.
  for (const [i, delay] of delays.slice(0, 400).entries()) expect(delays[i + 100]! - delay).toBeGreaterThan(100);
});
