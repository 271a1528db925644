import { useSyncExternalStore } from 'react';
import type { ProjectConnection, SaveState } from './connection.ts';

const CONNECTING: SaveState = { kind: 'connecting' };
const never = () => () => undefined;

/** What may be said about the person's work now. Renders at every change of it. */
export function useSaveState(connection: ProjectConnection | null): SaveState {
  const light = connection?.saveState;
  return useSyncExternalStore(
    light?.subscribe ?? never,
    () => light?.get() ?? CONNECTING,
    () => CONNECTING,
  );
}

export type End = SaveState & { kind: 'ended' };

/** Why this window writes no more; null while it does. Renders when that changes, and not as people type. */
export function useEnd(connection: ProjectConnection | null): End | null {
  const light = connection?.saveState;
  return useSyncExternalStore(
    light?.subscribe ?? never,
    () => endOf(light?.get() ?? CONNECTING),
    () => null,
  );
}

function endOf(state: SaveState): End | null {
  return state.kind === 'ended' ? state : null;
}
