import { useCallback, useSyncExternalStore } from 'react';

const cache = new Map<string, unknown>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Something a person chose, kept in this browser under a key of theirs and shown alike wherever it is asked for. `parse`
 * makes sense of whatever stands there; `plain` is what the server renders.
 */
export function useKept<T>(
  key: string,
  parse: (json: string | null) => T,
  plain: T,
): [T, (change: (before: T) => T) => void] {
  const read = useCallback((): T => {
    if (!cache.has(key)) cache.set(key, parse(localStorage.getItem(key)));
    return cache.get(key) as T;
  }, [key, parse]);
  const value = useSyncExternalStore(subscribe, read, () => plain);
  const change = useCallback(
    (next: (before: T) => T) => {
      const after = next(read());
      cache.set(key, after);
      try {
        localStorage.setItem(key, JSON.stringify(after));
      } catch {
        // A full or forbidden storage costs only the memory of the choice.
      }
      for (const listener of listeners) listener();
    },
    [key, read],
  );
  return [value, change];
}

/** The object that a storage of the browser holds under a key, if it holds one: anything may stand there. */
export function parseKept(json: string | null): Readonly<Record<string, unknown>> {
  if (json === null) return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
