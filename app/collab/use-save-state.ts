import { useSyncExternalStore } from 'react';
import type { ProjectConnection, SaveState } from './connection.ts';
import { drawingsOf } from './drawings.ts';

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

/** The same for the project together with its drawings that are open: what is worst of any of them. */
export function useWholeSaveState(connection: ProjectConnection | null): SaveState {
  const own = useSaveState(connection);
  const drawings = connection && drawingsOf(connection).saveState;
  const worst = useSyncExternalStore(
    drawings?.subscribe ?? never,
    () => drawings?.get() ?? null,
    () => null,
  );
  return worst && BADNESS[worst.kind] > BADNESS[own.kind] ? worst : own;
}

/** A drawing that is still connecting holds nobody's work yet. */
const BADNESS: Readonly<Record<SaveState['kind'], number>> = {
  ...{ connecting: 0, saved: 0, 'read-only': 0, saving: 1, 'on-device': 2, 'not-saved': 3, ended: 4 },
};

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
