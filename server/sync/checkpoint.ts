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
  const copy = newDocument(name);
  try {
    if (loaded.updates.length === 0) return false;
    const bytes = Y.encodeStateAsUpdate(doc);
    Y.applyUpdate(copy, bytes);
    if (hasPending(copy) || !sameContent(doc, copy)) throw new Error(`The checkpoint of ${name} does not read back.`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await store.saveCheckpoint({ name, epoch: loaded.epoch, seq: loaded.seq, bytes, sha256, at: clock.now() });
    return true;
  } finally {
    doc.destroy();
    copy.destroy();
  }
}

// Equal snapshots: the same state vector and the same deletions.
function sameContent(a: Y.Doc, b: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b));
}
