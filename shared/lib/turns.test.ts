import { expect, test } from 'vitest';
import { turns } from './turns.ts';

/** Work that ends when it is told to, and notes when it begins. */
function bench() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

test('as many work at a time as may, and the others in the order they came', async () => {
  const { begun, work, end } = bench();
  const inTurn = turns({ atOnce: 2 });
  const all = ['a', 'b', 'c', 'd'].map((name) => inTurn(work(name)));
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await expect(all[1]).resolves.toBe('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  // Comes when a place is handed over, and does not take it.
  const late = inTurn(work('late'));
  end('a');
  await all[0];
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  for (const name of ['c', 'd', 'late']) {
    await expect.poll(() => begun).toContain(name);
    end(name);
  }
  await Promise.all([...all, late]);
});

test('work that fails gives up its place', async () => {
  const inTurn = turns({ atOnce: 1 });
  const failed = inTurn(() => Promise.reject(new Error('broke')));
  const next = inTurn(() => Promise.resolve('next'));
  await expect(failed).rejects.toThrow('broke');
  await expect(next).resolves.toBe('next');
});

test('who comes when too many wait is told so', async () => {
  const { work, end } = bench();
  const inTurn = turns({ atOnce: 1, mostWaiting: 1, full: () => new Error('Try again.') });
  const [first, second] = [inTurn(work('first')), inTurn(() => Promise.resolve('second'))];
  await expect(inTurn(work('third'))).rejects.toThrow('Try again.');
  end('first');
  await expect(first).resolves.toBe('first');
  await expect(second).resolves.toBe('second');
});

test('who is called off while waiting leaves, and nobody waits for them', async () => {
  const { begun, work, end } = bench();
  const inTurn = turns({ atOnce: 1 });
  const stop = new AbortController();
  const first = inTurn(work('first'));
  const second = inTurn(work('second'), stop.signal);
  const third = inTurn(() => Promise.resolve('third'));
  stop.abort(new Error('enough'));
  await expect(second).rejects.toThrow('enough');
  end('first');
  await first;
  await expect(third).resolves.toBe('third');
  expect(begun).toEqual(['first']);
});
