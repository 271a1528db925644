import type { Clock } from '#shared/lib/clock.ts';
import { AppError } from '#shared/protocol/index.ts';

const WINDOW_MS = 15 * 60_000;
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ADDRESS = 100;
const KEPT = 20_000;

/**
 * Limits guessing. Bad tries count for an account from one address, so that nobody elsewhere can lock its owner out, and
 * for an address as a whole, which does not hold for accounts that signed in from there before.
 */
export interface Attempts {
  /** Counts a try before it is made, so that many at once can't slip through; AppError `rate_limited` when it is one too many. */
  begin(account: string, address: string): void;
  /** The try was good: it and the bad ones before it no longer count for this account. */
  succeeded(account: string, address: string): void;
}

export function createAttempts(clock: Clock): Attempts {
  const tries = new Map<string, number[]>();
  const known = new Set<string>();
  const recent = (key: string) => (tries.get(key) ?? []).filter((at) => at > clock.now() - WINDOW_MS);
  const record = (key: string) => {
    const list = [...recent(key), clock.now()];
    tries.delete(key);
    tries.set(key, list);
    forgetOldest(tries);
  };
  return {
    begin: (account, address) => {
      const pair = `${account} ${address}`;
      const guessing = recent(pair).length >= PER_ACCOUNT_AND_ADDRESS;
      if (guessing || (recent(address).length >= PER_ADDRESS && !known.has(pair))) {
        throw new AppError('rate_limited', 'Too many tries. Wait 15 minutes, then try again; your account is safe.');
      }
      record(pair);
      record(address);
    },
    succeeded: (account, address) => {
      const pair = `${account} ${address}`;
      tries.delete(pair);
      const list = recent(address);
      list.pop();
      tries.set(address, list);
      known.add(pair);
      forgetOldest(known);
    },
  };
}

// Maps and sets keep insertion order: the first key is the one unused for longest.
function forgetOldest(store: Map<string, unknown> | Set<string>): void {
  if (store.size <= KEPT) return;
  const [oldest] = store.keys();
  if (oldest !== undefined) store.delete(oldest);
}
