import { useCallback, useSyncExternalStore } from 'react';
import type { Readable } from './connection.ts';

/** What a store says now; renders when it says something else. */
export function useReadable<T>(readable: Readable<T>): T {
  const subscribe = useCallback((listener: () => void) => readable.subscribe(listener), [readable]);
  const get = () => readable.get();
  return useSyncExternalStore(subscribe, get, get);
}
