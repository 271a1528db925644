import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createUndo, defineRoots } from '#shared/collab/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';

/** A window's hold on a project that nobody else is in: an empty document with its undo stack, always saved. */
export function memoryConnection(): ProjectConnection {
  const doc = new Y.Doc();
  defineRoots(doc);
  const awareness = new Awareness(doc);
  const undo = createUndo(doc);
  return {
    doc,
    awareness,
    undo,
    saveState: { get: () => ({ kind: 'saved' }), subscribe: () => () => undefined },
    whenFilled: Promise.resolve(),
    destroy() {
      undo.destroy();
      awareness.destroy();
      doc.destroy();
    },
  };
}

/** Brings what one document knows into the other. */
export function hearFrom(doc: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
}

/** Brings each of two what it lacks of the other. */
export function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
}
