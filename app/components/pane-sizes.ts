import { useCallback } from 'react';
import { parseKept, useKept } from '#app/lib/use-kept.ts';

/** What a person did to a pane: its width in px, and whether it is folded away. */
export interface PaneState {
  readonly size?: number;
  readonly folded?: boolean;
}
export type PaneStates = Readonly<Record<string, PaneState>>;

const NONE: PaneStates = {};

/** Anything may stand in the storage of a browser: what is not a pane's state is left out. */
export function parsePaneStates(json: string | null): PaneStates {
  return Object.fromEntries(Object.entries(parseKept(json)).map(([pane, state]) => [pane, paneState(state)]));
}

function paneState(value: unknown): PaneState {
  const { size, folded } = (value ?? {}) as { size?: unknown; folded?: unknown };
  return {
    ...(typeof size === 'number' && Number.isFinite(size) && { size }),
    ...(typeof folded === 'boolean' && { folded }),
  };
}

/** The panes as this person left them in this browser; the plain arrangement on the server. */
export function usePaneStates(key: string): [PaneStates, (pane: string, change: PaneState) => void] {
  const [states, keep] = useKept(key, parsePaneStates, NONE);
  const change = useCallback(
    (pane: string, patch: PaneState) => keep((all) => ({ ...all, [pane]: { ...all[pane], ...patch } })),
    [keep],
  );
  return [states, change];
}
