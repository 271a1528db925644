import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import type { DocumentStore } from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import { hasPending, loadDocument, newDocument } from './document.ts';

/**
 * Writes the whole state of a document up to its last committed row, from the store alone, so that it may run beside
 * the live room or in another thread. Returns false when there is nothing new to write. Throws, and writes nothing,
 * when the encoded state does not read back as the document it was made from.
 */
export async function writeCheckpoint(store: DocumentStore, name: DocumentName, clock: Clock): Promise<boolean> {
  const found = await loadDocument(store, name);
  if (!found) return false;
  const { doc, loaded } = found;
  try {
    if (loaded.updates.length === 0) return false;
    const state = encodeChecked(name, doc);
    await store.saveCheckpoint({ name, epoch: loaded.epoch, seq: loaded.seq, at: clock.now(), ...state });
    return true;
  } finally {
    doc.destroy();
  }
}

/** The whole document as one update, and its hash. Throws when it does not read back as what it was made from. */
export function encodeChecked(name: DocumentName, doc: Y.Doc): { readonly bytes: Uint8Array; readonly sha256: string } {
  const bytes = Y.encodeStateAsUpdate(doc);
  const copy = newDocument(name);
  try {
    Y.applyUpdate(copy, bytes);
    if (hasPending(copy) || !sameContent(doc, copy)) throw new Error(`The state of ${name} does not read back.`);
  } finally {
    copy.destroy();
  }
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

// Equal snapshots: the same state vector and the same deletions.
function sameContent(a: Y.Doc, b: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b));
}
