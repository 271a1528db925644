import type * as Y from 'yjs';
import { SKETCH_ROOTS } from './document.ts';
import { plainFields } from './plain-records.ts';
import { fromPlain, type PlainFields } from './plain-values.ts';

const ROOTS = Object.keys(SKETCH_ROOTS) as (keyof typeof SKETCH_ROOTS)[];

/** All that a drawing's document says, as JSON: what lies on it by the bytes of each mark, and the fields of its layers. */
export type PlainDrawing = Readonly<Record<keyof typeof SKETCH_ROOTS, PlainFields>>;

export function readPlainDrawing(doc: Y.Doc): PlainDrawing {
  const said = ROOTS.map((root) => [root, plainFields(doc.getMap(root), () => true)]);
  return Object.fromEntries(said) as Record<keyof typeof SKETCH_ROOTS, PlainFields>;
}

/** Fills an empty document. Throws RangeError, in a sentence, for values that `readPlainDrawing` never says. */
export function writePlainDrawing(doc: Y.Doc, drawing: PlainDrawing): void {
  for (const root of ROOTS) {
    const map = doc.getMap(root);
    for (const [name, value] of Object.entries(drawing[root])) map.set(name, fromPlain(value));
  }
}
