import { useCallback, useSyncExternalStore } from 'react';

/** What a person did to a pane: its width in px, and whether it is folded away. */
export interface PaneState {
  readonly size?: number;
  readonly folded?: boolean;
}
export type PaneStates = Readonly<Record<string, PaneState>>;

const NONE: PaneStates = {};
const cache = new Map<string, PaneStates>();
const listeners = new Set<() => void>();

/** Anything may stand in the storage of a browser: what is not a pane's state is left out. */
export function parsePaneStates(json: string | null): PaneStates {
  if (json === null) return NONE;
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null) return NONE;
    return Object.fromEntries(Object.entries(value).map(([pane, state]) => [pane, paneState(state)]));
  } catch {
    return NONE;
  }
}

function paneState(value: unknown): PaneState {
  const { size, folded } = (value ?? {}) as { size?: unknown; folded?: unknown };
  return {
    ...(typeof size === 'number' && Number.isFinite(size) && { size }),
    ...(typeof folded === 'boolean' && { folded }),
  };
}

function read(key: string): PaneStates {
  const known = cache.get(key);
  if (known) return known;
  const states = parsePaneStates(localStorage.getItem(key));
  cache.set(key, states);
  return states;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The panes as this person left them in this browser; the plain arrangement on the server. */
export function usePaneStates(key: string): [PaneStates, (pane: string, change: PaneState) => void] {
  const states = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => NONE,
  );
  const change = useCallback(
    (pane: string, patch: PaneState) => {
      const before = read(key);
      const after = { ...before, [pane]: { ...before[pane], ...patch } };
      cache.set(key, after);
      try {
        localStorage.setItem(key, JSON.stringify(after));
      } catch {
        // A full or forbidden storage costs only the memory of the arrangement.
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [states, change];
}
