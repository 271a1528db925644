import { expect, inject, test } from 'vitest';
import { losePower } from './power.ts';

const SEED = 20_261_126;

test('[R2] whatever was answered survives a power cut, wherever it comes', async () => {
  const template = inject('pgliteTemplate');
  const { faults, promised } = await losePower({ cuts: 20, models: 'in turn', steps: 160, seed: SEED, template });
  expect(faults, `seed ${String(SEED)}`).toEqual([]);
  expect(promised).toBeGreaterThan(100);
}, 300_000);
