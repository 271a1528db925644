import { createHash } from 'node:crypto';
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

/** Throws when what was encoded does not read back as the document that it was made from. */
export function compact({ name, ...loaded }: CompactionWork): Compacted {
  const doc = replay(name, loaded);
  const copy = newDocument(name);
  try {
    const bytes = Y.encodeStateAsUpdate(doc);
    Y.applyUpdate(copy, bytes);
    if (hasPending(copy) || !sameContent(doc, copy)) throw new Error(`The checkpoint of ${name} does not read back.`);
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } finally {
    doc.destroy();
    copy.destroy();
  }
}

// Equal snapshots are the same state vector and the same deletions; the content must be the same besides.
function sameContent(a: Y.Doc, b: Y.Doc): boolean {
  const roots = [...a.share.keys()];
  return (
    Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b)) &&
    roots.every((root) => JSON.stringify(a.share.get(root)?.toJSON()) === JSON.stringify(b.share.get(root)?.toJSON()))
  );
}
