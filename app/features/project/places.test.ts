import { expect, test } from 'vitest';
import { placeOf } from './places.ts';

test.each([
  ['/projects/abc/script', 'script'],
  ['/projects/abc/history/r1', 'history'],
  ['/projects/abc', 'split'],
  ['/projects/abc/comments', 'split'],
])('%s is in %s', (pathname, place) => {
  expect(placeOf(pathname)).toBe(place);
});
