import { afterAll, expect, test } from 'vitest';
import { jobRounds } from '#tests/chaos/jobs.ts';
import { cleanUpProducts } from './support/product.ts';

afterAll(cleanUpProducts);

const SEED = 5;

test('pictures on order survive a server that is killed under them: each ends as a take or a reason, and none is given twice to who knows it', async () => {
  const report = await jobRounds({ rounds: 1, pictures: 8, seed: SEED, kind: 'pglite' });
  expect(report.faults, `seed ${String(SEED)}`).toEqual([]);
  expect(report).toMatchObject({ ordered: 8, again: { knows: 0 } });
  expect(report.takes + report.refused).toBe(8);
  expect(report.kills).toBeGreaterThan(0);
}, 120_000);
