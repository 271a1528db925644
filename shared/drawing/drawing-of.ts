import { decodeMark } from './encode.ts';
import { FIRST_LAYER, type Drawing, type Layer, type Mark } from './mark.ts';

/** Marks as they are stored: ids and bytes, of which some may be none. */
export interface PackedDrawing {
  readonly layers: readonly Layer[];
  readonly strokes: readonly (readonly [id: string, bytes: Uint8Array])[];
}

/** A drawing without what this code can't read. */
export function drawingOf({ layers, strokes }: PackedDrawing): Drawing {
  const marks = new Map<string, Mark>();
  for (const [id, bytes] of strokes) {
    const mark = markOn(layers, bytes);
    if (mark) marks.set(id, mark);
  }
  return { layers, marks };
}

/** Null for bytes that are no mark. What lay on a layer that is gone lies on the first one: nobody's work is lost with it. */
export function markOn(layers: readonly Layer[], bytes: Uint8Array): Mark | null {
  const mark = decodeMark(bytes);
  if (!mark || layers.some(({ number }) => number === mark.layer)) return mark;
  return { ...mark, layer: FIRST_LAYER.number };
}
