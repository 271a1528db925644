import { graphemesOf, PITCH, textCells, type PrintedLine } from '#shared/pagination/index.ts';
import type { StyleSpan, TextStyle } from '#shared/screenplay/index.ts';
import { COURIER, facesIn, type Face, type FaceStyle, type Faces } from './faces.ts';

export const POINTS_PER_INCH = 72;
const SIZE = 12;
const CELL = POINTS_PER_INCH / PITCH;
/** From the top of a line of 12 points to where its letters stand. */
const BASELINE = 9;

/** Letters that are drawn in one go: one face, one emphasis. */
interface Run {
  readonly face: Face | null;
  readonly underlined: boolean;
  readonly struck: boolean;
  /** Cells from the line's left end, and how many the run takes. */
  readonly at: number;
  cells: number;
  text: string;
}

/** Writes lines of 12 point Courier onto the current page, each letter in its cell. */
export class Pen {
  readonly #doc: PDFKit.PDFDocument;
  readonly #faces: Faces;
  readonly #missing = new Set<string>();

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
    this.#faces = facesIn(doc, COURIER);
  }

  /** Graphemes that no face had, and which stand as boxes. */
  get missing(): readonly string[] {
    return [...this.#missing];
  }

  /** `left` and `top` in points from the paper's edges; `top` is the upper edge of the line. */
  write({ text, styles }: PrintedLine, left: number, top: number): void {
    for (const run of this.#runs(text, styles)) {
      const x = left + run.at * CELL;
      if (run.face) this.#letters(run, run.face, x, top + BASELINE);
      else this.#box(run, x, top);
    }
  }

  writeRight(line: PrintedLine, right: number, top: number): void {
    this.write(line, right - textCells(line.text) * CELL, top);
  }

  #letters({ text, underlined, struck, cells }: Run, face: Face, x: number, y: number): void {
    const doc = this.#doc.font(face.name, SIZE);
    // The grid is ten to the inch; the faces run a thousandth narrower or wider.
    const characterSpacing = CELL - (face.advance || CELL);
    doc.text(text, x, y, { lineBreak: false, baseline: 'alphabetic', characterSpacing });
    const line = (at: number) => doc.moveTo(x, at).lineTo(x + cells * CELL, at);
    if (underlined)
      line(y + 1.5)
        .lineWidth(0.6)
        .stroke();
    if (struck)
      line(y - 3)
        .lineWidth(0.6)
        .stroke();
  }

  #box({ text, cells }: Run, x: number, top: number): void {
    this.#missing.add(text);
    this.#doc
      .rect(x + 0.8, top + 1.5, cells * CELL - 1.6, 8)
      .lineWidth(0.5)
      .stroke();
  }

  #runs(text: string, styles: readonly StyleSpan[]): Run[] {
    const plain = styles.length === 0 && ASCII.test(text) ? this.#faces.find('a', '400-normal') : null;
    if (plain) return [{ face: plain, underlined: false, struck: false, at: 0, cells: text.length, text }];
    const runs: Run[] = [];
    let at = 0;
    let offset = 0;
    for (const grapheme of graphemesOf(text)) {
      const set = styles.length === 0 ? NO_STYLES : stylesAt(styles, offset);
      offset += grapheme.text.length;
      const shown = grapheme.text === '\t' ? ' '.repeat(grapheme.cells) : grapheme.text;
      if (grapheme.cells === 0) continue;
      const letters = set.has('all_caps') ? shown.toUpperCase() : shown;
      const face = this.#faces.find(letters, faceStyle(set));
      const [underlined, struck] = [set.has('underline'), set.has('strikeout')];
      const last = runs.at(-1);
      const joins = last && face && last.face === face && last.underlined === underlined && last.struck === struck;
      if (joins && grapheme.cells === Array.from(letters).length) {
        last.text += letters;
        last.cells += grapheme.cells;
      } else runs.push({ face, underlined, struck, at, cells: grapheme.cells, text: letters });
      at += grapheme.cells;
    }
    return runs;
  }
}

/** What the first face has. */
const ASCII = /^[ -~]*$/;
const NO_STYLES: ReadonlySet<TextStyle> = new Set();

function stylesAt(styles: readonly StyleSpan[], offset: number): ReadonlySet<TextStyle> {
  return new Set(styles.filter(({ from, to }) => from <= offset && offset < to).map(({ style }) => style));
}

function faceStyle(styles: ReadonlySet<TextStyle>): FaceStyle {
  if (styles.has('bold')) return styles.has('italic') ? '700-italic' : '700-normal';
  return styles.has('italic') ? '400-italic' : '400-normal';
}
