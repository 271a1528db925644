/** Cells of 1/10 inch that one grapheme takes on a typewriter's grid. */
export type Cells = 0 | 1 | 2;

/** What needs no look at its neighbours: Latin, Greek, Cyrillic, general punctuation without joiners. */
const PLAIN = /^[\n\x20-\x7E\u00A0-\u00AC\u00AE-\u02FF\u0370-\u0482\u048A-\u058F\u2010-\u2027\u2030-\u205E]*$/;

/** And with it what is wide and joins with nothing: ideographs, kana, Korean syllables, full-width forms. */
const PLAIN_OR_WIDE =
  /^[\n\x20-\x7E\u00A0-\u00AC\u00AE-\u02FF\u0370-\u0482\u048A-\u058F\u2010-\u2027\u2030-\u205E\u3000-\u3029\u3041-\u3096\u309B-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF60]*$/;

let segmenter: Intl.Segmenter | undefined;

/** Made when first needed: that takes longer than to paginate a short script. */
function segmentsOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** Unicode's East Asian Wide and Fullwidth blocks (UAX #11), as pairs of first and last code point. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18d08],
  [0x1aff0, 0x1b2fb],
  [0x20000, 0x3fffd],
];

const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|^\p{Regional_Indicator}{2}/u;
/** What is placed without moving on: marks without a base, format characters, controls but the tab. */
const ZERO = /^(?:\p{M}|\p{Cf}|\p{Cc})+$/u;

/** A tab in a script is four spaces (Fountain 1.1). */
const TAB_CELLS = 4;

/**
 * Cells of one grapheme: 0 for what has no place of its own, 2 for East Asian wide characters and emoji, else 1. Letters
 * of right-to-left scripts count one each, in the order in which they are written.
 */
export function cellsOf(grapheme: string): Cells {
  if (ZERO.test(grapheme)) return 0;
  if (EMOJI.test(grapheme)) return 2;
  return isWide(grapheme.codePointAt(0) ?? 0) ? 2 : 1;
}

function isWide(code: number): boolean {
  return code >= 0x1100 && WIDE.some(([first, last]) => code >= first && code <= last);
}

/** Stands at the units inside a grapheme, where no line may end. */
export const INSIDE = 255;

/**
 * Cells at each UTF-16 unit of a text: a grapheme's at its first unit, `INSIDE` at the others. Null when every unit is a
 * grapheme of one cell, as in nearly all scripts.
 */
export type CellWidths = Uint8Array | null;

export function measureCells(text: string): CellWidths {
  if (PLAIN.test(text)) return null;
  if (PLAIN_OR_WIDE.test(text))
    return Uint8Array.from({ length: text.length }, (_, i) => (text.charCodeAt(i) < 0x3000 ? 1 : 2));
  const cells = new Uint8Array(text.length).fill(INSIDE);
  for (const { segment, index } of segmentsOf(text)) {
    cells[index] = segment === '\t' ? TAB_CELLS : segment === '\n' ? 1 : cellsOf(segment);
  }
  return cells;
}

/** Cells of a whole text that stands on one line. */
export function textCells(text: string): number {
  const cells = measureCells(text);
  if (!cells) return text.length;
  return cells.reduce((sum, each) => (each === INSIDE ? sum : sum + each), 0);
}

/** A text's graphemes with the cells of each, in the order in which they are written. */
export function graphemesOf(text: string): { readonly text: string; readonly cells: number }[] {
  if (PLAIN.test(text)) return Array.from(text, (char) => ({ text: char, cells: 1 }));
  const cells = measureCells(text);
  return Array.from(segmentsOf(text), ({ segment, index }) => ({ text: segment, cells: cells?.[index] ?? 1 }));
}
