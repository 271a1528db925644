import * as Y from 'yjs';
import type { DocumentStore, LoadedDocument } from '#db/index.ts';
import { defineRoots, parseDocumentName } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName } from '#shared/lib/ids.ts';

/** An empty document of this name's kind. Live documents collect deleted content; their history is the log. */
export function newDocument(name: DocumentName): Y.Doc {
  const doc = new Y.Doc({ gc: true });
  // Roots get their types before content arrives, or Yjs guesses them.
  if (must(parseDocumentName(name)).kind === 'project') defineRoots(doc);
  else doc.getArray('strokes');
  return doc;
}

/** Rebuilds a document: checkpoint, then the rows after it, in one transaction (merging updates is quadratic). */
export function replay(
  name: DocumentName,
  { checkpoint, updates }: Pick<LoadedDocument, 'checkpoint' | 'updates'>,
): Y.Doc {
  const doc = newDocument(name);
  doc.transact(() => {
    if (checkpoint) Y.applyUpdate(doc, checkpoint.bytes);
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (hasPending(doc)) throw new Error(`The log of ${name} has a gap.`);
  return doc;
}

/** Whether Yjs has parked something that it could not integrate. */
export function hasPending({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}

export async function loadDocument(store: DocumentStore, name: DocumentName, how = { claim: false }) {
  const loaded = await store.load(name, how);
  return loaded && { loaded, doc: replay(name, loaded) };
}
