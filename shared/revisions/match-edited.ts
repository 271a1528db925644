import { must } from '#shared/lib/assert.ts';
import { longestIncreasing } from '#shared/lib/longest-run.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import type { Pairs } from './pairs.ts';

/** Lines that share at least this much of their words are one line, edited. */
const ALIKE = 0.5;
/** A word that more lines than this have in common tells none of them apart. */
const COMMON = 12;

/** The lines, and by index those of a gap that have no partner yet, on both sides. */
type Lines = readonly [before: readonly ScriptParagraph[], after: readonly ScriptParagraph[]];
type Gap = readonly [before: readonly number[], after: readonly number[]];

/**
 * Finds the partners of edited lines, between neighbours that have theirs: first by the words that they share, then, where
 * as many lines of the same forms are left on both sides, by their place.
 */
export function matchEdited(lines: Lines, pairs: Pairs): void {
  const words = [new Map<number, Words>(), new Map<number, Words>()] as const;
  for (const gap of gapsOf(pairs)) {
    const wordsOf = (side: 0 | 1, at: number) => {
      let found = words[side].get(at);
      if (!found) words[side].set(at, (found = wordsIn(must(lines[side][at]).text)));
      return found;
    };
    for (const rest of matchAlike(gap, wordsOf, pairs)) matchByPlace(rest, lines, pairs);
  }
}

type Words = ReadonlySet<string>;

function wordsIn(text: string): Words {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}\p{M}'’]+/gu));
}

/** Runs of lines without partners, with those that stood beside the same neighbours. */
function* gapsOf(pairs: Pairs): Generator<Gap> {
  const { ofBefore, ofAfter } = pairs;
  for (let start = 0; start < ofAfter.length; start++) {
    if (ofAfter[start] !== -1) continue;
    let end = start;
    while (ofAfter[end] === -1) end++;
    const [left, right] = [start === 0 ? -1 : must(ofAfter[start - 1]), ofAfter[end] ?? ofBefore.length];
    const stood: number[] = [];
    for (let i = left + 1; ofBefore[i] === -1; i++) stood.push(i);
    // After a block that moved, what stood before its right neighbour is another run.
    const before: number[] = [];
    for (let i = right - 1; ofBefore[i] === -1 && i > (stood.at(-1) ?? -1); i--) before.push(i);
    if (stood.length + before.length > 0) {
      yield [[...stood, ...before.reverse()], Array.from({ length: end - start }, (_, k) => start + k)];
    }
    start = end;
  }
}

/** Pairs what is alike, and gives back the gaps that are left between those pairs. */
function matchAlike(gap: Gap, wordsOf: (side: 0 | 1, at: number) => Words, pairs: Pairs): Gap[] {
  const [before, after] = gap;
  const having = new Map<string, number[]>();
  before.forEach((at, place) => {
    for (const word of wordsOf(0, at)) {
      const places = having.get(word);
      if (places) places.push(place);
      else having.set(word, [place]);
    }
  });
  const best = after.map((at, place) => {
    const words = wordsOf(1, at);
    let [most, found] = [ALIKE, -1];
    for (const candidate of candidates(words, having)) {
      const alike = likeness(words, wordsOf(0, must(before[candidate])));
      const isNearer = Math.abs(candidate - place) < Math.abs(found - place);
      if (alike > most || (alike === most && (found === -1 || isNearer))) [most, found] = [alike, candidate];
    }
    return found;
  });
  const rests: Gap[] = [];
  let [from, to] = [0, 0];
  for (const place of longestIncreasing(best)) {
    const candidate = must(best[place]);
    pairs.join(must(before[candidate]), must(after[place]));
    rests.push([before.slice(from, candidate), after.slice(to, place)]);
    [from, to] = [candidate + 1, place + 1];
  }
  return [...rests, [before.slice(from), after.slice(to)]];
}

function candidates(words: Words, having: ReadonlyMap<string, readonly number[]>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const word of words) {
    const places = having.get(word) ?? [];
    if (places.length <= COMMON) for (const place of places) found.add(place);
  }
  return found;
}

/** From 0 to 1: how much of their words two lines share (Dice). */
function likeness(a: Words, b: Words): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return (2 * shared) / (a.size + b.size);
}

function matchByPlace([before, after]: Gap, [olds, news]: Lines, pairs: Pairs): void {
  const isSame =
    before.length === after.length && before.every((i, at) => olds[i]?.type === news[must(after[at])]?.type);
  if (isSame) before.forEach((i, at) => pairs.join(i, must(after[at])));
}
