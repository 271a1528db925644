import type * as Y from 'yjs';

/**
 * Yjs takes superfluous marks of formatting out of a replica that has received a change, as an edit of that replica's
 * own: a window of somebody who only reads would write to the script by opening it, and be refused for it. So the
 * server's live document tidies for everybody, and all other copies leave it alone. Returns the way to stop.
 */
export function leaveTidying(doc: Y.Doc): () => void {
  const leave = (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  };
  // The last moment before Yjs looks at the flag.
  doc.on('afterTransaction', leave);
  return () => doc.off('afterTransaction', leave);
}
