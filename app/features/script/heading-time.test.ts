import { expect, test } from 'vitest';
import { timeOfDay } from './heading-time.ts';

test.each([
  ['INT. HOUSE - DAY', 'D'],
  ['ext. day care centre - night', 'N'],
  ['EXT. ROAD – NIGHT', 'N'],
  ['INT. CAR - MOVING - MORNING', 'D'],
  ['INT. NIGHT CLUB', null],
  ['INT. HALL - CONTINUOUS', null],
])('%s is marked %s', (heading, mark) => {
  expect(timeOfDay(heading)).toBe(mark);
});
