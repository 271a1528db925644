import { longestIncreasing } from '#shared/lib/longest-run.ts';
import { must } from '#shared/lib/assert.ts';
import { inCapitals, type ScriptParagraph } from '#shared/screenplay/index.ts';
import { matchEdited } from './match-edited.ts';
import { Pairs } from './pairs.ts';

/** A line of fewer characters says too little to be known again elsewhere by its words alone ("No."). */
const TELLING = 20;
/** Where no line stands alone, up to this many pairs of lines are compared with each other. */
const MOST_PAIRS = 40_000;

/**
 * For each line of `after` the index of the line of `before` that it continues, or -1 for a new one; no two continue the
 * same. Equal lines that kept their order come first, then blocks that moved, known by a line that is found once, then
 * lines that were edited, between neighbours that were found. Equal lists are matched one to one.
 */
export function matchLines(before: readonly ScriptParagraph[], after: readonly ScriptParagraph[]): readonly number[] {
  const keys = [before, after].map((lines) => lines.map(keyOf)) as [string[], string[]];
  const pairs = new Pairs(before.length, after.length);
  matchInOrder(keys, pairs);
  matchMoved(keys, pairs, [before, after]);
  matchEdited([before, after], pairs);
  return pairs.ofAfter;
}

/** Lines of one key say the same in the same form; spacing and the capitals that a form prints in make no difference. */
function keyOf(paragraph: ScriptParagraph): string {
  return `${paragraph.type} ${inCapitals(paragraph).text.replace(/\s+/g, ' ').trim()}`;
}

type Both<T> = readonly [T, T];
/** Lines from `a0` up to `a1` before, from `b0` up to `b1` after. */
interface Range {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

/** Patience: lines that are there once on both sides hold the rest in place; between two of them the same again. */
function matchInOrder([a, b]: Both<readonly string[]>, pairs: Pairs): void {
  const open: Range[] = [{ a0: 0, a1: a.length, b0: 0, b1: b.length }];
  for (let range = open.pop(); range; range = open.pop()) {
    const { a0, a1, b0, b1 } = matchEnds(a, b, range, pairs);
    if (a0 === a1 || b0 === b1) continue;
    const anchors = anchorsIn(a, b, { a0, a1, b0, b1 });
    if (anchors.length === 0) {
      matchSmall(a, b, { a0, a1, b0, b1 }, pairs);
      continue;
    }
    let [from, to] = [a0, b0];
    for (const [i, k] of [...anchors, [a1, b1] as const]) {
      open.push({ a0: from, a1: i, b0: to, b1: k });
      if (i < a1) pairs.join(i, k);
      [from, to] = [i + 1, k + 1];
    }
  }
}

function matchEnds(a: readonly string[], b: readonly string[], range: Range, pairs: Pairs): Range {
  let { a0, a1, b0, b1 } = range;
  while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) pairs.join(a0++, b0++);
  while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) pairs.join(--a1, --b1);
  return { a0, a1, b0, b1 };
}

/** Pairs of lines that the range holds once on each side, as many as keep their order. */
function anchorsIn(
  a: readonly string[],
  b: readonly string[],
  { a0, a1, b0, b1 }: Range,
): (readonly [number, number])[] {
  const once = placesOfSingle(a, a0, a1);
  const found = Array.from(placesOfSingle(b, b0, b1), ([key, k]) => [once.get(key) ?? -1, k] as const);
  found.sort(([, k], [, l]) => k - l);
  return longestIncreasing(found.map(([i]) => i)).map((at) => must(found[at]));
}

function placesOfSingle(keys: readonly string[], from: number, to: number): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (let at = from; at < to; at++) {
    const key = must(keys[at]);
    if (places.has(key)) repeated.add(key);
    places.set(key, at);
  }
  for (const key of repeated) places.delete(key);
  return places;
}

/** A longest common subsequence, where the range is small enough to look for one. */
function matchSmall(a: readonly string[], b: readonly string[], { a0, a1, b0, b1 }: Range, pairs: Pairs): void {
  const [rows, columns] = [a1 - a0, b1 - b0];
  if (rows * columns > MOST_PAIRS) return;
  const width = columns + 1;
  const longest = new Uint16Array((rows + 1) * width);
  const at = (i: number, k: number) => longest[i * width + k] ?? 0;
  for (let i = rows - 1; i >= 0; i--) {
    for (let k = columns - 1; k >= 0; k--) {
      const same = a[a0 + i] === b[b0 + k];
      longest[i * width + k] = same ? at(i + 1, k + 1) + 1 : Math.max(at(i + 1, k), at(i, k + 1));
    }
  }
  for (let i = 0, k = 0; i < rows && k < columns;) {
    if (a[a0 + i] === b[b0 + k]) pairs.join(a0 + i++, b0 + k++);
    else if (at(i + 1, k) >= at(i, k + 1)) i++;
    else k++;
  }
}

/** What is left over once on both sides has moved, and the equal lines around it with it. */
function matchMoved([a, b]: Both<readonly string[]>, pairs: Pairs, lines: Both<readonly ScriptParagraph[]>): void {
  const left = placesOfSingle(leftOver(a, pairs.ofBefore), 0, a.length);
  for (const [key, k] of placesOfSingle(leftOver(b, pairs.ofAfter), 0, b.length)) {
    const i = left.get(key);
    if (i === undefined || key === '' || !isTelling(must(lines[1][k]))) continue;
    if (pairs.isFree(i, k)) pairs.join(i, k);
    for (const step of [1, -1]) {
      for (let d = step; a[i + d] !== undefined && a[i + d] === b[k + d] && pairs.isFree(i + d, k + d); d += step) {
        pairs.join(i + d, k + d);
      }
    }
  }
}

function leftOver(keys: readonly string[], partners: readonly number[]): string[] {
  return keys.map((key, at) => (partners[at] === -1 ? key : ''));
}

function isTelling({ type, text }: ScriptParagraph): boolean {
  return type === 'scene_heading' || text.length >= TELLING;
}
