import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Where buttons come and go, the focus stays: when what had it is gone with the change of `phase`, the first button of what
 * came has it.
 */
export function useKeptFocus<T extends HTMLElement>(phase: unknown): RefObject<T> {
  const place = useRef<T>(null);
  const before = useRef(phase);
  useLayoutEffect(() => {
    if (before.current === phase) return;
    before.current = phase;
    if (document.activeElement && document.activeElement !== document.body) return;
    place.current?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  }, [phase]);
  return place;
}
