import type { ElementId } from '#shared/lib/ids.ts';

export interface LineText {
  readonly id: ElementId;
  readonly text: string;
}

/** What became of lines that were cut apart or put together. */
export interface Heirs {
  /** By a line that still stands, the new ones below it that took words of it. */
  readonly split: ReadonlyMap<ElementId, readonly ElementId[]>;
  /** By a line that is gone, the one that has its words now. */
  readonly joined: ReadonlyMap<ElementId, ElementId>;
}

/**
 * Which lines carry on the words of others, of a script before and after one act. A split is known by the end of a line
 * that begins or ends a new one below it; a join by a line that is gone and whose words, or the last of them, end the
 * line above. An empty line that goes has no words to hand on: it was deleted.
 */
export function heirsOf(before: readonly LineText[], after: readonly LineText[]): Heirs {
  const [olds, news] = changedParts(before, after);
  const was = new Map(before.map(({ id, text }) => [id, text]));
  const is = new Map(after.map(({ id, text }) => [id, text]));
  return { split: splitsIn(news, was), joined: joinsIn(olds, is) };
}

/** From the last line that is the same above, up to the first that is the same below. */
function changedParts(before: readonly LineText[], after: readonly LineText[]): [LineText[], LineText[]] {
  const same = (a: LineText | undefined, b: LineText | undefined) => a?.id === b?.id && a?.text === b?.text;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && same(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && same(before.at(-1 - end), after.at(-1 - end))) end++;
  const from = Math.max(0, start - 1);
  return [before.slice(from, before.length - end), after.slice(from, after.length - end)];
}

function splitsIn(news: readonly LineText[], was: ReadonlyMap<ElementId, string>): Map<ElementId, ElementId[]> {
  const split = new Map<ElementId, ElementId[]>();
  for (const [line, ...added] of runs(news, ({ id }) => was.has(id))) {
    const rest = restAfter(line.text, was.get(line.id) ?? '');
    const heirs = takers(added, rest);
    if (heirs.length > 0) split.set(line.id, heirs);
  }
  return split;
}

function joinsIn(olds: readonly LineText[], is: ReadonlyMap<ElementId, string>): Map<ElementId, ElementId> {
  const joined = new Map<ElementId, ElementId>();
  for (const [line, ...gone] of runs(olds, ({ id }) => is.has(id))) {
    const rest = restAfter(line.text, is.get(line.id) ?? '');
    const given = takers(gone, rest);
    for (const id of given) joined.set(id, line.id);
  }
  return joined;
}

/** Each line that stands on both sides, with those below it that don't. */
function runs(lines: readonly LineText[], stays: (line: LineText) => boolean): [LineText, ...LineText[]][] {
  const found: [LineText, ...LineText[]][] = [];
  for (const line of lines) {
    if (stays(line)) found.push([line]);
    else found.at(-1)?.push(line);
  }
  return found.filter((run) => run.length > 1);
}

/** The words of `longer` from where it goes on differently from `other`. */
function restAfter(other: string, longer: string): string {
  let at = 0;
  while (at < other.length && at < longer.length && other[at] === longer[at]) at++;
  return wordsOf(longer.slice(at));
}

/** The lines that `rest` is handed on to, one after the other, each taking its own words of it. */
function takers(lines: readonly LineText[], rest: string): ElementId[] {
  const found: ElementId[] = [];
  let left = rest;
  for (const { id, text } of lines) {
    const own = wordsOf(text);
    if (own === '' || left === '' || !(left.startsWith(own) || own.endsWith(left))) continue;
    found.push(id);
    left = left.startsWith(own) ? left.slice(own.length).trim() : '';
  }
  return found;
}

function wordsOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A panel's lines after that: heirs stand behind the line they came from, and no line twice. */
export function inherit(anchors: readonly ElementId[], { split, joined }: Heirs): readonly ElementId[] {
  if (!anchors.some((id) => split.has(id) || joined.has(id))) return anchors;
  return [...new Set(anchors.flatMap((id) => [joined.get(id) ?? id, ...(split.get(id) ?? [])]))];
}
