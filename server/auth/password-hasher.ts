import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { turns } from '#shared/lib/turns.ts';
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
  const inTurn = turns({ atOnce: AT_ONCE, mostWaiting: WAITING, full: tooMany });
  return {
    hash: (password) => inTurn(() => hash(password.normalize('NFKC'), PARAMETERS)),
    verify: (stored, password) => inTurn(() => verify(stored, password.normalize('NFKC'))),
  };
}

function tooMany(): AppError {
  return new AppError('unavailable', 'Too many people are signing in at this moment. Try again in a minute.');
}
