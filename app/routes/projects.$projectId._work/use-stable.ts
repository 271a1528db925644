import { useRef } from 'react';

/** The value it returned last, for as long as the new one says the same. */
export function useStable<T>(value: T, same: (a: T, b: T) => boolean): T {
  const last = useRef(value);
  if (!same(last.current, value)) last.current = value;
  return last.current;
}
