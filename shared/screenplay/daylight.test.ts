import { expect, test } from 'vitest';
import { daylightOf, daylightsOf } from './index.ts';

test.each([
  ['INT. HOUSE - DAY', 'day'],
  ['ext. day care centre - night', 'night'],
  ['EXT. ROAD – DUSK', 'night'],
  ['EXT. ROAD - DAWN (FLASHBACK)', 'day'],
  ['INT. CAR - NIGHT - MOVING', 'night'],
  ['INT. HOUSE - NIGHT - CONTINUOUS', 'night'],
  ['INT. HOUSE - LATE NIGHT', 'night'],
  ['INT. HOUSE (NIGHT)', 'night'],
  ['EXT. ROAD - THE NEXT DAY', 'day'],
  ['INT. HOUSE - LATER (DAY 3)', null],
  ['INT. MALL - NIGHT CLUB - CONTINUOUS', null],
  ['INT. NIGHT CLUB', null],
  ['', null],
])('%s is played by %s', (heading, light) => {
  expect(daylightOf(heading)).toBe(light);
});

test('a scene that goes on has the light of the one before, as long as that says one', () => {
  const headings = [
    'INT. A - CONTINUOUS',
    'INT. B - NIGHT',
    'EXT. C - LATER',
    'INT. D - SAME',
    'INT. E',
    'EXT. F - LATER',
  ];
  expect(daylightsOf(headings)).toEqual([null, 'night', 'night', 'night', null, null]);
});
