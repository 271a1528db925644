import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { createUndo, defineRoots, scriptRoot } from '#shared/collab/index.ts';

/** A connection without a server: a document in memory. */
export function memoryConnection(state: Uint8Array): ProjectConnection {
  const doc = new Y.Doc();
  defineRoots(doc);
  Y.applyUpdate(doc, state);
  const awareness = new Awareness(doc);
  return {
    doc,
    awareness,
    undo: createUndo([scriptRoot(doc)]),
    saveState: { get: () => ({ kind: 'saved' }), subscribe: () => () => {} },
    whenFilled: Promise.resolve(),
    destroy: () => {},
  };
}

/** Carries everything between two windows, as a network does: later, and not within the key that was pressed. */
export function join(a: ProjectConnection, b: ProjectConnection): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') later(() => Y.applyUpdate(to.doc, update, 'network'));
    });
    from.awareness.on('update', (changes: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
      if (origin === 'network') return;
      const clients = [...changes.added, ...changes.updated, ...changes.removed];
      const update = encodeAwarenessUpdate(from.awareness, clients);
      later(() => applyAwarenessUpdate(to.awareness, update, 'network'));
    });
  }
}

function later(task: () => void): void {
  setTimeout(task, 5);
}
