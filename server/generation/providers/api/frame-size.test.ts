import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestShape, pixelsFor } from './frame-size.ts';

test('a frame in steps has about the area asked for and is near to its ratio', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.4, max: 2.8, noNaN: true }), fc.constantFrom(16, 64), (ratio, step) => {
      const { width, height } = pixelsFor(ratio, { area: 1_000_000, step });
      expect([width % step, height % step]).toEqual([0, 0]);
      expect(Math.abs(width / height / ratio - 1)).toBeLessThan(0.08);
      expect(Math.abs((width * height) / 1_000_000 - 1)).toBeLessThan(0.16);
    }),
  );
});

test.each([
  [16 / 9, '16:9'],
  [1.85, '16:9'],
  [2.39, '21:9'],
  [4 / 3, '4:3'],
  [1, '1:1'],
  [9 / 16, '9:16'],
])('of a few shapes, the one nearest to %d is %s', (ratio, nearest) => {
  expect(nearestShape(ratio, ['1:1', '4:3', '16:9', '21:9', '9:16', '3:4'])).toBe(nearest);
});
