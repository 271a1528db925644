import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { unpackWoff } from './woff.ts';

export type FaceStyle = '400-normal' | '400-italic' | '700-normal' | '700-italic';

/** A font file: one alphabet of a typeface in one style. */
export interface Face {
  readonly name: string;
  has(codePoint: number): boolean;
  /** Points that one cell's letter moves on at 12 points; 0 where the face does not say. */
  readonly advance: number;
}

/** What opens a font: pdfkit, which holds the only font reader here. */
export type OpenFace = (name: string, bytes: Buffer) => Pick<Face, 'has' | 'advance'>;

/** Font packages, each with the alphabets that it has a file for, in the order in which a letter is looked for. */
export type FaceOrder = readonly (readonly [family: string, alphabet: string])[];

const COUSINE = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'hebrew', 'vietnamese'];

/** Courier Prime, and where it lacks a letter Cousine, which is drawn on the same grid: Greek, Cyrillic, Hebrew, Vietnamese. */
export const COURIER = inOrder(['courier-prime', ['latin', 'latin-ext']], ['cousine', COUSINE]);
/** The face of the screen, for all that is no script. */
export const INTER = inOrder(['inter', COUSINE.filter((alphabet) => alphabet !== 'hebrew')], ['cousine', ['hebrew']]);

function inOrder(...families: (readonly [string, readonly string[]])[]): FaceOrder {
  return families.flatMap(([family, alphabets]) => alphabets.map((alphabet) => [family, alphabet] as const));
}

const resolve = createRequire(import.meta.url).resolve;

/** pdfkit keeps its font reader to itself; whether a font has a letter is asked of that. */
interface OpenedFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(code: number): boolean } };
}

/** The faces of a document, in this order. */
export function facesIn(doc: PDFKit.PDFDocument, order: FaceOrder): Faces {
  return new Faces((name, bytes) => {
    doc.registerFont(name, bytes);
    doc.font(name, 12);
    const { font } = (doc as unknown as OpenedFont)._font;
    return { has: (code) => font.hasGlyphForCodePoint(code), advance: doc.widthOfString('\u00a0') };
  }, order);
}

/** Finds the face for a grapheme or a word. Opens each file, which holds one alphabet, when it is needed, and keeps it. */
export class Faces {
  readonly #open: OpenFace;
  readonly #order: FaceOrder;
  readonly #opened = new Map<string, Face>();
  readonly #found = new Map<FaceStyle, Map<string, Face | null>>();

  constructor(open: OpenFace, order: FaceOrder) {
    this.#open = open;
    this.#order = order;
  }

  /** The first face that has all of its letters; null when none does. */
  find(grapheme: string, style: FaceStyle): Face | null {
    let found = this.#found.get(style);
    if (!found) this.#found.set(style, (found = new Map<string, Face | null>()));
    let face = found.get(grapheme);
    if (face === undefined) {
      const codes = Array.from(grapheme, (char) => char.codePointAt(0) ?? 0).filter((code) => !isUnseen(code));
      face = this.#search(codes, style);
      found.set(grapheme, face);
    }
    return face;
  }

  #search(codes: readonly number[], style: FaceStyle): Face | null {
    for (const [family, alphabet] of this.#order) {
      const face = this.#face(`${family}-${alphabet}-${style}`, family);
      if (codes.every((code) => face.has(code))) return face;
    }
    return null;
  }

  #face(name: string, family: string): Face {
    let face = this.#opened.get(name);
    if (!face) {
      const bytes = unpackWoff(readFileSync(resolve(`@fontsource/${family}/files/${name}.woff`)));
      face = { name, ...this.#open(name, bytes) };
      this.#opened.set(name, face);
    }
    return face;
  }
}

/** Joiners, variation selectors and their kind, which no font need draw. */
function isUnseen(code: number): boolean {
  return /^[\p{Cf}\uFE00-\uFE0F]$/u.test(String.fromCodePoint(code));
}
