import type { Bounds } from './bounds.ts';
import {
  ACCENTS,
  BLANK,
  CAPITAL_RISE,
  LETTERS,
  LINE_UNITS,
  SMALL_DROP,
  SMALL_TOP,
  SPACE_AFTER,
  UNKNOWN,
} from './letters.ts';
import type { Mark, Point } from './mark.ts';
import { outlineOf, type Ring } from './outline.ts';
import { smooth, thin } from './thin.ts';

/** Of the height of a line of text. */
const STROKE = 1 / 16;
/** One unit, in lengths for which lines are made smooth: a curve gets a point each. */
const FINE = 1 / 180;
/** Of a unit. */
const TOLERANCE = 0.06;

type Line = readonly Point[];

interface Letter {
  readonly lines: readonly Line[];
  /** To where the next letter begins, in units. */
  readonly advance: number;
}

/** What is drawn as words: their place, and how they are drawn. */
export type Words = Pick<Mark, 'lines' | 'width' | 'text'>;

/** The lines and the width of words whose first line of text is so high (frame heights), from its top left corner. */
export function placeWords({ x, y }: Pick<Point, 'x' | 'y'>, height: number): Pick<Mark, 'lines' | 'width'> {
  const line = [y, y + height].map((at) => ({ x, y: at, pressure: 1 }));
  return { lines: [line], width: height * STROKE };
}

/** Where words begin, and how high a line of text is; null for what has no place. */
export function placeOfWords({ lines }: Pick<Mark, 'lines'>) {
  const [top, bottom] = lines[0] ?? [];
  if (!top || !bottom) return null;
  const height = Math.hypot(bottom.x - top.x, bottom.y - top.y);
  return height > 0 ? { x: top.x, y: top.y, height } : null;
}

/** Words as areas. */
export function wordRings(words: Words): Ring[] {
  const place = placeOfWords(words);
  if (!place) return [];
  const unit = place.height / LINE_UNITS;
  return linesOfText(words.text).flatMap((text, row) => {
    let x = place.x;
    return lettersOf(text).flatMap((letter) => {
      const at = (point: Point) => ({
        ...point,
        x: x + point.x * unit,
        y: place.y + (point.y + row * LINE_UNITS) * unit,
      });
      const rings = letter.lines.flatMap((line) => outlineOf(line.map(at), () => words.width / 2));
      x += letter.advance * unit;
      return rings;
    });
  });
}

/** The box round words, the room between lines of text included; null for what has no place. */
export function wordBounds(words: Words): Bounds | null {
  const place = placeOfWords(words);
  if (!place) return null;
  const rows = linesOfText(words.text);
  const widths = rows.map((text) => lettersOf(text).reduce((sum, { advance }) => sum + advance, -SPACE_AFTER));
  const [wide, high] = [Math.max(BLANK, ...widths), rows.length * LINE_UNITS];
  const unit = place.height / LINE_UNITS;
  return { left: place.x, top: place.y, right: place.x + wide * unit, bottom: place.y + high * unit };
}

function linesOfText(text: string | undefined): string[] {
  return (text ?? '').split('\n');
}

const known = new Map<string, Letter>();

function lettersOf(text: string): Letter[] {
  const parts = text.normalize('NFD').match(/\P{M}\p{M}*/gu) ?? [];
  return parts.map((part) => {
    let letter = known.get(part);
    if (!letter) known.set(part, (letter = letterOf(part)));
    return letter;
  });
}

/** A letter with what stands above or below it, smooth. */
function letterOf(part: string): Letter {
  const [base = '', ...marks] = Array.from(part);
  if (/\s/u.test(base)) return { lines: [], advance: BLANK + SPACE_AFTER };
  const accents = marks.flatMap((mark) => ACCENTS[mark] ?? []);
  const dotless = accents.length > 0 ? (DOTLESS[base] ?? base) : base;
  const bare = pointsIn(own(LETTERS, dotless) ?? UNKNOWN);
  const wide = Math.max(...bare.flat().map(({ x }) => x));
  // What stands on a narrow letter needs its own room.
  const width = accents.length > 0 ? Math.max(wide, ACCENT_WIDTH) : wide;
  const drawn = bare.map((line) => line.map((point) => ({ ...point, x: point.x + (width - wide) / 2 })));
  const isSmall = Math.min(...drawn.flat().map(({ y }) => y)) >= SMALL_TOP;
  const above = accents.flatMap((accent) =>
    pointsIn(accent).map((line) =>
      line.map((point) => ({
        ...point,
        x: point.x + width / 2 - ACCENT_MIDDLE,
        y: point.y + (point.y >= SMALL_TOP ? 0 : isSmall ? SMALL_DROP : CAPITAL_RISE),
      })),
    ),
  );
  return { lines: [...drawn, ...above].map(round), advance: width + SPACE_AFTER };
}

const DOTLESS: Readonly<Record<string, string>> = { i: 'ı', j: 'ȷ' };
const ACCENT_MIDDLE = 4;
const ACCENT_WIDTH = 5;

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function pointsIn(letter: string): Point[][] {
  return letter.split(' ').map((line) => {
    const digits = Array.from(line, (digit) => parseInt(digit, 36));
    return digits.flatMap((x, i) => (i % 2 === 0 ? [{ x, y: digits[i + 1] ?? 0, pressure: 1 }] : []));
  });
}

function round(line: Line): Line {
  const scaled = (by: number) => (point: Point) => ({ ...point, x: point.x * by, y: point.y * by });
  return thin(smooth(line.map(scaled(FINE))), 0, TOLERANCE * FINE).map(scaled(1 / FINE));
}
