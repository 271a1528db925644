import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '#shared/protocol/index.ts';

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** A processor stays with the people who write. */
const AT_ONCE = Math.min(2, Math.max(1, availableParallelism() - 1));
const WAITING = 64;

/** Slow on purpose, off the main thread. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** Runs one hash at a time on two processors, two on more: a flood of sign-ins may wait, but not take the memory of everybody else. */
export function argon2Hasher(): PasswordHasher {
  const waiting: (() => void)[] = [];
  let running = 0;
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING) {
        throw new AppError('unavailable', 'Too many people are signing in at this moment. Try again in a minute.');
      }
      // Whoever finishes hands over its place, so that nobody who comes in between overtakes.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }
  return {
    hash: (password) => inTurn(() => hash(password.normalize('NFKC'), PARAMETERS)),
    verify: (stored, password) => inTurn(() => verify(stored, password.normalize('NFKC'))),
  };
}
