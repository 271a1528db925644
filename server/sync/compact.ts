import { createHash } from 'node:crypto';
import { equalityDeep } from 'lib0/function';
import * as Y from 'yjs';
import type { LoadedDocument } from '#db/index.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import { hasPending, newDocument, replay } from './document.ts';

/** What a log comes to, as one update, and its SHA-256 in hex. */
export interface Compacted {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export type CompactionWork = Pick<LoadedDocument, 'checkpoint' | 'updates'> & { readonly name: DocumentName };

/** Throws when the state does not read back as the document that it was made from. */
export function compact({ name, ...loaded }: CompactionWork): Compacted {
  const doc = replay(name, loaded);
  try {
    return encodeChecked(name, doc);
  } finally {
    doc.destroy();
  }
}

/** The whole document as one update, and its hash. Throws when it does not read back as what it was made from. */
export function encodeChecked(name: DocumentName, doc: Y.Doc): Compacted {
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

// Equal snapshots are the same state vector and the same deletions; the content must be the same besides.
function sameContent(a: Y.Doc, b: Y.Doc): boolean {
  const roots = [...a.share.keys()];
  return (
    Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b)) &&
    // Not as text: the keys of a map stand in the order in which they came.
    roots.every((root) => equalityDeep(a.share.get(root)?.toJSON(), b.share.get(root)?.toJSON()))
  );
}
