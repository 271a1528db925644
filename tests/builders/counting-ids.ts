import type { NewId } from '#shared/lib/ids.ts';

/** Ids that a test can foresee: the prefix and a number from 0. */
export function countingIds(prefix: string): NewId {
  let count = 0;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as NewId
  return <T extends string>() => `${prefix}${String(count++)}` as T;
}
