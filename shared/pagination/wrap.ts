import { INSIDE, type CellWidths } from './cells.ts';

/** The lines of a text, as pairs: where a line's first character stands, and where its last one ends. */
export type LineRanges = number[];

const NEWLINE = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const HYPHEN = 0x2d;
const EN_DASH = 0x2013;
const EM_DASH = 0x2014;
const ZERO_WIDTH_SPACE = 0x200b;

/** What East Asian lines do not begin with. */
const CLOSING = new Set('、。，．・：；？！」』】〕〉》）］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ');
/** And what they do not end with. */
const OPENING = new Set('「『【〔〈《（［｛');

/**
 * Breaks a text into lines as Final Draft does: at spaces, which hang over the edge and are printed on neither line, and
 * after hyphens and dashes; between East Asian characters; a word that is longer than a line is cut where the line ends.
 * Lines go from `from` on, `most` of them or a few more; `first` and `rest` are the cells that the first and the other lines
 * hold. An empty text is one empty line.
 */
export function wrapText(
  text: string,
  cells: CellWidths,
  from: number,
  first: number,
  rest: number,
  most = Infinity,
): LineRanges {
  const wrapper = new Wrapper(text, cells, Math.max(rest, 1), most);
  wrapper.run(from, Math.max(first, 1));
  return wrapper.ranges;
}

class Wrapper {
  readonly ranges: LineRanges = [];
  readonly #text: string;
  readonly #cells: CellWidths;
  readonly #rest: number;
  readonly #most: number;

  constructor(text: string, cells: CellWidths, rest: number, most: number) {
    this.#text = text;
    this.#cells = cells;
    this.#rest = rest;
    this.#most = 2 * most;
  }

  run(from: number, first: number): void {
    let end = this.#paragraph(from, first);
    while (end < this.#text.length && this.ranges.length < this.#most) end = this.#paragraph(end + 1, this.#rest);
  }

  /** The stretch up to the next line break that the writer typed, or as many lines of it as are asked for. */
  #paragraph(from: number, first: number): number {
    const text = this.#text;
    const cells = this.#cells;
    let width = first;
    let start = from;
    let used = 0;
    // Where the next line could begin.
    let chance = from;
    let i = from;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === NEWLINE) break;
      const own = cells ? (cells[i] ?? 1) : 1;
      if (own === INSIDE) continue;
      const space = isSpace(code);
      if (!space && used > 0 && used + own > width) {
        this.#push(start, chance > start ? chance : i);
        start = chance = chance > start ? chance : i;
        if (this.ranges.length >= this.#most) return start;
        width = this.#rest;
        used = 0;
        i = start - 1;
        continue;
      }
      used += own;
      if (space || mayBreakAfter(text, i, own, cells, from)) chance = nextStart(cells, i + 1, text.length);
    }
    this.#push(start, i);
    return i;
  }

  #push(from: number, to: number): void {
    let end = to;
    while (end > from && isSpace(this.#text.charCodeAt(end - 1))) end--;
    this.ranges.push(from, end);
  }
}

function isSpace(code: number): boolean {
  return code === SPACE || code === TAB || code === ZERO_WIDTH_SPACE || code === 0x3000;
}

function nextStart(cells: CellWidths, at: number, to: number): number {
  let next = at;
  while (cells && next < to && cells[next] === INSIDE) next++;
  return next;
}

function mayBreakAfter(text: string, at: number, own: number, cells: CellWidths, from: number): boolean {
  const code = text.charCodeAt(at);
  if (code === HYPHEN) return mayBreakAfterHyphen(text, at, from);
  if (code === EN_DASH || code === EM_DASH) return !isDash(text.charCodeAt(at + 1));
  if (own !== 2 || !cells) return false;
  const next = nextStart(cells, at + 1, text.length);
  return !OPENING.has(text.charAt(at)) && !CLOSING.has(text.charAt(next));
}

/** A run of hyphens stays whole, and so does the sign of a number. */
function mayBreakAfterHyphen(text: string, at: number, from: number): boolean {
  const next = text.charCodeAt(at + 1);
  if (isDash(next)) return false;
  const leads = at === from || isSpace(text.charCodeAt(at - 1));
  return !leads || !(next >= 0x30 && next <= 0x39);
}

function isDash(code: number): boolean {
  return code === HYPHEN || code === EN_DASH || code === EM_DASH;
}
