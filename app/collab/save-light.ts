import type { Readable, SaveState } from './connection.ts';
import { initialFacts, nextCheck, reduceSave, saveStateOf, type SaveEvent, type SaveFacts } from './save-state.ts';

/** Holds the facts, looks again when time alone may change what they mean, and tells who watches. */
export function createSaveLight(now: () => number, readOnly: boolean) {
  let facts: SaveFacts = initialFacts(now(), readOnly);
  let state: SaveState = saveStateOf(facts);
  let frames = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function report(event: SaveEvent): void {
    if (event.kind === 'sent') frames += 1;
    facts = reduceSave(facts, event, now());
    clearTimeout(timer);
    const delay = nextCheck(facts);
    if (delay !== null) timer = setTimeout(() => report({ kind: 'tick' }), delay);
    const next = saveStateOf(facts);
    if (sameState(state, next)) return;
    state = next;
    for (const listener of [...listeners]) listener();
  }

  const readable: Readable<SaveState> = {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  return {
    state: readable,
    report,
    /** Write frames sent since the beginning, over all connections. */
    framesSent: () => frames,
    destroy: () => {
      clearTimeout(timer);
      listeners.clear();
    },
  };
}

// Watchers compare by identity: an equal state must be the same object.
function sameState(a: SaveState, b: SaveState): boolean {
  const words = (state: SaveState) => ('title' in state ? state.title : '') + ('reason' in state ? state.reason : '');
  return a.kind === b.kind && words(a) === words(b);
}
