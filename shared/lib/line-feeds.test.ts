import { expect, test } from 'vitest';
import { withLineFeeds } from './line-feeds.ts';

test('every kind of line end is one line end, wherever it lies in a long text', () => {
  const text = 'a\r\nb\rc\nd\r\r\n\r\n\re';
  const lines = 'a\nb\nc\nd\n\n\n\ne';
  for (const length of [
    0, 1, 2, 65_520, 65_521, 65_522, 65_523, 65_524, 65_525, 65_526, 65_527, 65_528, 65_529, 65_530,
  ])
    expect(withLineFeeds('x'.repeat(length) + text)).toBe('x'.repeat(length) + lines);
  expect(withLineFeeds('\r\n'.repeat(200_000))).toBe('\n'.repeat(200_000));
});
