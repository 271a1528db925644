import type { Clock } from '#shared/lib/clock.ts';

const BURST = 40;
const WINDOW_MS = 10_000;

/** A window says a word when a person changes places: more than this is a fault or an attack. */
export function messageLimit(clock: Clock): { exceeded(): boolean } {
  let since = clock.now();
  let count = 0;
  return {
    exceeded: () => {
      if (clock.now() - since > WINDOW_MS) [since, count] = [clock.now(), 0];
      return ++count > BURST;
    },
  };
}
