import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LoopShare } from './loop-share.ts';

test('what does not fit in one turn of the loop is done in the next ones, in the order in which it came', async () => {
  let now = 0;
  const share = new LoopShare({ now: () => now });
  const done: string[] = [];
  const take = (name: string) => {
    if (!share.isLeft) {
      share.wait(() => take(name));
      return;
    }
    now += 4;
    done.push(name);
  };
  for (const name of 'abcdefgh') take(name);
  expect(done.join('')).toBe('abc');
  await nextTurn();
  expect(done.join('')).toBe('abcdef');
  await nextTurn();
  expect(done.join('')).toBe('abcdefgh');
});

test('one frame is handled however long it takes', async () => {
  let now = 0;
  const share = new LoopShare({ now: () => now });
  expect(share.isLeft).toBe(true);
  now += 500;
  expect(share.isLeft).toBe(false);
  await nextTurn();
  expect(share.isLeft).toBe(true);
});
