import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { unpackWoff } from './woff.ts';

export type FaceStyle = '400-normal' | '400-italic' | '700-normal' | '700-italic';

/** A font file: one alphabet of a typeface in one style. */
export interface Face {
  readonly name: string;
  has(codePoint: number): boolean;
  /** Points that one cell's letter moves on at 12 points. */
  readonly advance: number;
}

/** What opens a font: pdfkit, which holds the only font reader here. */
export type OpenFace = (name: string, bytes: Buffer) => Pick<Face, 'has' | 'advance'>;

/**
 * Courier Prime, and where it lacks a letter Cousine, which is drawn on the same grid: Greek, Cyrillic, Hebrew,
 * Vietnamese. Each file holds one alphabet; they are opened in this order and only as far as a script needs.
 */
const FILES: readonly (readonly [string, readonly string[]])[] = [
  ['courier-prime', ['latin', 'latin-ext']],
  ['cousine', ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'hebrew', 'vietnamese']],
];
const ORDER = FILES.flatMap(([family, alphabets]) => alphabets.map((alphabet) => [family, alphabet] as const));

const resolve = createRequire(import.meta.url).resolve;

/** Finds the face for a grapheme. Keeps what it has opened. */
export class Faces {
  readonly #open: OpenFace;
  readonly #opened = new Map<string, Face>();
  readonly #found = new Map<FaceStyle, Map<string, Face | null>>();

  constructor(open: OpenFace) {
    this.#open = open;
  }

  /** The first face that has all of a grapheme; null when none does. */
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
    for (const [family, alphabet] of ORDER) {
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
