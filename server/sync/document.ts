import * as Y from 'yjs';
import type { DocumentStore, LoadedDocument } from '#db/index.ts';
import { applyState, defineRoots, defineSketchRoots, parseDocumentName } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { DamagedDocument } from '#shared/lib/damaged-document.ts';
import type { DocumentName } from '#shared/lib/ids.ts';

/** An empty document of this name's kind. Live documents collect deleted content; their history is the log. */
export function newDocument(name: DocumentName): Y.Doc {
  const doc = new Y.Doc({ gc: true });
  // Roots get their types before content arrives, or Yjs guesses them.
  if (must(parseDocumentName(name)).kind === 'project') defineRoots(doc);
  else defineSketchRoots(doc);
  return doc;
}

/**
 * Rebuilds a document: checkpoint, then the rows after it, in one transaction (merging updates is quadratic). Throws
 * DamagedDocument.
 */
export function replay(
  name: DocumentName,
  { checkpoint, updates }: Pick<LoadedDocument, 'checkpoint' | 'updates'>,
): Y.Doc {
  const doc = newDocument(name);
  doc.transact(() => {
    const after = checkpoint?.seq ?? 0;
    if (checkpoint) applyStored(doc, checkpoint.bytes, `The checkpoint ${String(after)} of ${name}`);
    updates.forEach((update, i) => applyStored(doc, update, `The row ${String(after + 1 + i)} of ${name}`));
  });
  if (hasPending(doc)) throw new DamagedDocument(`The log of ${name} has a gap.`);
  return doc;
}

function applyStored(doc: Y.Doc, bytes: Uint8Array, what: string): void {
  try {
    applyState(doc, bytes);
  } catch (cause) {
    throw new DamagedDocument(`${what} can’t be read.`, { cause });
  }
}

/** Whether Yjs has parked something that it could not integrate. */
export function hasPending({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}

export async function loadDocument(store: DocumentStore, name: DocumentName, how = { claim: false }) {
  const loaded = await store.load(name, how);
  return loaded && { loaded, doc: replay(name, loaded) };
}
