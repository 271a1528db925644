import { useLayoutEffect, useRef, type RefObject } from 'react';

/** The value of the latest render, for handlers that must not change with it. Not to be read while rendering. */
export function useLatest<T>(value: T): RefObject<T> & { readonly current: T } {
  const ref = useRef(value);
  useLayoutEffect(() => {
    ref.current = value;
  });
  return ref;
}
