import * as Y from 'yjs';
import { defineRoots, type ProjectDoc } from './document.ts';

/** A document of its own, filled from a stored state: to be read, and thrown away. */
export function loadState(state: Uint8Array): ProjectDoc {
  const doc = new Y.Doc();
  defineRoots(doc);
  Y.applyUpdate(doc, state);
  return doc;
}
