import * as Y from 'yjs';
import { applyState } from './apply-state.ts';
import { defineRoots, type ProjectDoc } from './document.ts';

/** A document of its own, filled from a stored state: to be read, and thrown away. */
export function loadState(state: Uint8Array): ProjectDoc {
  return loadUpdates([state]);
}

/** The same, from updates in their order. */
export function loadUpdates(updates: readonly Uint8Array[]): ProjectDoc {
  const doc = new Y.Doc();
  defineRoots(doc);
  doc.transact(() => {
    for (const update of updates) applyState(doc, update);
  });
  return doc;
}
