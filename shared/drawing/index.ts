/**
 * Drawing on panels: what a mark is, as value and as bytes, and the one geometry by which browsers and the server paint
 * it. Knows no document and no canvas.
 */
export {
  FIRST_LAYER,
  PALETTE,
  TOOLS,
  marksOf,
  type Drawing,
  type Layer,
  type Mark,
  type Point,
  type Tool,
} from './mark.ts';
export { drawingOf, markOn, type PackedDrawing } from './drawing-of.ts';
export { placeOfWords, placeWords, wordBounds } from './lettering.ts';
export { MOST_BYTES, MOST_LETTERS, decodeMark, encodeMark } from './encode.ts';
export { settled, smooth, thin } from './thin.ts';
export { type Ring } from './outline.ts';
export { paintOf, tracePath, type Paint, type PathSink } from './paint.ts';
export { drawingSvg } from './svg.ts';
export { boundsOf, meet, type Bounds } from './bounds.ts';
export { isHeld, isNear, textAt, transformMark, type Transform } from './select.ts';
export { fillAt, type Bitmap } from './fill.ts';
