/**
 * What can be drawn with. `eraser` takes away what lies under it on its layer; `fill` holds the rings of an area; `arrow`
 * is the way of an actor; `camera` is a move of the frame, from the box of its first point to that of its last; `text` is
 * words, whose line leads from the top left corner of the first line of text down to its foot. Appended to, never reordered.
 */
export const TOOLS = ['pen', 'pencil', 'marker', 'eraser', 'fill', 'arrow', 'camera', 'text'] as const;
export type Tool = (typeof TOOLS)[number];

/** What is drawn in: tones of a soft pencil, and colours of which departments know the meaning. Appended to, never reordered. */
export const PALETTE = [
  { name: 'Black', hex: '#16171a' },
  { name: 'Dark grey', hex: '#4a4d52' },
  { name: 'Grey', hex: '#84888e' },
  { name: 'Light grey', hex: '#c4c6c9' },
  { name: 'White', hex: '#ffffff' },
  { name: 'Red', hex: '#c2321f' },
  { name: 'Blue', hex: '#1f5fae' },
  { name: 'Light blue', hex: '#7fb2e0' },
  { name: 'Green', hex: '#2f7d4f' },
  { name: 'Yellow', hex: '#e3b334' },
] as const;

/**
 * A point in frame heights from the middle of the frame, right and down: another aspect ratio shows more or less beside
 * it and stretches nothing. `pressure` is 0 to 1; of a camera's move, the height of its box in frame heights.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

/** One thing that somebody drew. Never changed in part: a move of it is another mark under the same id. */
export interface Mark {
  readonly tool: Tool;
  /** An index in `PALETTE`. */
  readonly colour: number;
  /** Frame heights, at full pressure. */
  readonly width: number;
  /** 0 to 1. */
  readonly opacity: number;
  /** The layer's number. */
  readonly layer: number;
  /** Above all marks of its layer that its author saw. Marks of one turn stand in the order of their ids. */
  readonly turn: number;
  /** One line; of a fill, the rings of its area. */
  readonly lines: readonly (readonly Point[])[];
  /** Of a `text`, its words in lines; of others, nothing. */
  readonly text?: string;
}

/** A sheet of a drawing, one above the other. */
export interface Layer {
  readonly number: number;
  readonly name: string;
  readonly hidden: boolean;
  /** Above layers of smaller ones. */
  readonly order: number;
}

/** The sheet that every drawing has. */
export const FIRST_LAYER: Layer = { number: 0, name: 'Layer 1', hidden: false, order: 0 };

/** Bottom to top, hidden ones included; every mark with the id that it is kept under. */
export interface Drawing {
  readonly layers: readonly Layer[];
  readonly marks: ReadonlyMap<string, Mark>;
}

/** The marks of a layer, in the order in which they lie. */
export function marksOf({ marks }: Drawing, layer: number): [id: string, mark: Mark][] {
  return [...marks]
    .filter(([, mark]) => mark.layer === layer)
    .sort(([a, { turn }], [b, other]) => turn - other.turn || (a < b ? -1 : 1));
}
