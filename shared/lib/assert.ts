/** Assertions are for bugs: a failing one is a mistake in the program, never in its input. */

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`);
}

/** The value, when the program's own logic guarantees that it is there. */
export function must<T>(value: T | null | undefined, message = 'a value that must exist is missing'): T {
  if (value === null || value === undefined) throw new Error(`Assertion failed: ${message}`);
  return value;
}

/** Closes a switch over a union: adding a member without a case is a type error. */
export function unreachable(value: never): never {
  throw new Error(`Assertion failed: unexpected ${JSON.stringify(value)}`);
}
