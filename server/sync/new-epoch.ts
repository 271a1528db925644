import type { DocumentStore } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import { encodeChecked } from './compact.ts';
import { loadDocument } from './document.ts';

const FIRST_SECOND = Date.UTC(2026, 0, 1) / 1000;

/**
 * Begins a new epoch of each of these documents with the state that is stored: no copy that anybody holds of an earlier
 * one is merged with it any more. For a database that was put back to an earlier state, while no server runs on it.
 * Returns how many were begun; a name that is no document's is passed over.
 */
export async function startNewEpochs(
  store: DocumentStore,
  names: readonly DocumentName[],
  clock: Clock,
): Promise<number> {
  let started = 0;
  for (const name of names) if (await startNewEpoch(store, name, clock)) started += 1;
  return started;
}

async function startNewEpoch(store: DocumentStore, name: DocumentName, clock: Clock): Promise<boolean> {
  for (;;) {
    const found = await loadDocument(store, name);
    if (!found) return false;
    const { doc, loaded } = found;
    const state = encodeChecked(name, doc);
    doc.destroy();
    const epoch = nextEpoch(loaded.epoch, clock.now());
    const begun = { name, after: loaded.epoch, epoch, seq: loaded.seq, at: clock.now(), ...state };
    if (await store.startEpoch(begun)) return true;
    // Somebody wrote meanwhile: once more, with what they wrote.
  }
}

/**
 * A number that no copy of the document has: a backup may be put back more than once, and what is made after each time is
 * another history. Counted in seconds, so that it has nine digits until 2057.
 */
export function nextEpoch(before: number, now: number): number {
  return Math.max(before + 1, Math.floor(now / 1000) - FIRST_SECOND);
}
