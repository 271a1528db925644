import { idMaker, type NewId } from '#shared/lib/ids.ts';
import { seededRng } from '#shared/lib/rng.ts';

/** Time that stands still until a test moves it, and randomness that repeats. */
export interface TestPlatform {
  readonly clock: { now(): number };
  readonly randomBytes: (count: number) => Uint8Array;
  readonly newId: NewId;
  advance(ms: number): void;
}

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export function testPlatform(seed = 1, start = Date.now()): TestPlatform {
  let now = start;
  const rng = seededRng(seed);
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(rng.next() * 256));
  return {
    clock: { now: () => now },
    randomBytes,
    newId: idMaker(randomBytes),
    advance: (ms) => void (now += ms),
  };
}
