import { expect, test } from 'vitest';
import { runningTime } from './board-words.ts';

test('a scene runs for seconds, a film for minutes and hours', () => {
  expect([0, 45_400, 59_499, 59_500, 187_000, 5_527_000].map(runningTime)).toEqual(
    ['0 s', '45 s', '59 s', '1:00', '3:07', '1:32:07'], // prettier-ignore
  );
});
