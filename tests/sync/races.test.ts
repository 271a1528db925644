import { expect, test } from 'vitest';
import { runCycles } from '#tests/chaos/cycles.ts';
import { openTogether } from '#tests/chaos/opens.ts';
import { presenceLeft } from '#tests/chaos/presence.ts';

/* Short runs of what `npm run chaos -- cycles | opens | presence` does at length. */

const seed = Date.now() % 2 ** 31;

test(`[L1] [L2] [L4] 500 windows come, write and go: nothing stale, one room at most (--seed ${String(seed)})`, async () => {
  const { loads, faults, mostRooms } = await runCycles(500, seed);
  expect(faults).toEqual([]);
  expect(mostRooms).toBe(1);
  expect(loads).toBeGreaterThan(50);
});

test.each(Array.from({ length: 25 }, (_, i) => seed + i))(
  '[L6] [H5] twenty windows open a document while it is made, and later in another epoch (--seed %i)',
  async (each) => {
    expect(await openTogether(each)).toBeNull();
  },
);

test('[P3] 2,000 visits leave nothing of themselves in memory', async () => {
  const { grown, left } = await presenceLeft(2000);
  // Each showed itself with nearly 2 KB.
  expect(grown).toBeLessThan(1024 * 1024);
  expect(left).toBe(0);
});
