import type { WordRun } from './diff.ts';

/** A word with its apostrophes, a run of white space, or one other character. */
const TOKEN = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*|\s+|[^]/gu;

/** More single edits than this and the two texts have nothing to show word by word. */
const MAX_EDITS = 400;

/**
 * What changed between two texts, word by word (Myers, "An O(ND) Difference Algorithm"). `same` and `added` runs give the
 * new text, `same` and `removed` the old one. Texts too far apart are replaced as a whole, so time stays near linear.
 */
export function wordDiff(before: string, after: string): WordRun[] {
  const a = before.match(TOKEN) ?? [];
  const b = after.match(TOKEN) ?? [];
  const head = commonLength(a, b, (tokens, i) => tokens[i]);
  const tail = commonLength(a.slice(head), b.slice(head), (tokens, i) => tokens[tokens.length - 1 - i]);
  const middle = editScript(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const runs: WordRun[] = [
    { kind: 'same', text: a.slice(0, head).join('') },
    ...middle,
    { kind: 'same', text: a.slice(a.length - tail).join('') },
  ];
  return readable(runs);
}

type TokenAt = (tokens: readonly string[], i: number) => string | undefined;

function commonLength(a: readonly string[], b: readonly string[], at: TokenAt): number {
  let length = 0;
  while (length < a.length && length < b.length && at(a, length) === at(b, length)) length++;
  return length;
}

function editScript(a: readonly string[], b: readonly string[]): WordRun[] {
  if (a.length > 0 && b.length > 0) {
    const rounds = furthestPaths(a, b);
    if (rounds) return backtrack(a, b, rounds);
  }
  return [
    { kind: 'removed', text: a.join('') },
    { kind: 'added', text: b.join('') },
  ];
}

/** For each number of edits, how far into `a` each diagonal comes with them; null when they are too many. */
function furthestPaths(a: readonly string[], b: readonly string[]): Int32Array[] | null {
  const rounds: Int32Array[] = [];
  let previous = new Int32Array([0, 0, 0]);
  for (let edits = 0; edits <= Math.min(a.length + b.length, MAX_EDITS); edits++) {
    // Diagonal k stands at index k + edits + 1, with a cell to spare on either side.
    const reach = new Int32Array(2 * edits + 3);
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(previous, edits, k - 1) < at(previous, edits, k + 1));
      let x = edits === 0 ? 0 : down ? at(previous, edits, k + 1) : at(previous, edits, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[k + edits + 1] = x;
      if (x >= a.length && x - k >= b.length) return [...rounds, reach];
    }
    rounds.push(reach);
    previous = reach;
  }
  return null;
}

/** Cell of diagonal k in the round before `edits`. */
function at(previous: Int32Array, edits: number, k: number): number {
  return previous[k + edits] ?? 0;
}

function backtrack(a: readonly string[], b: readonly string[], rounds: readonly Int32Array[]): WordRun[] {
  const runs: WordRun[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = rounds.length - 1; edits > 0; edits--) {
    const previous = rounds[edits - 1] ?? new Int32Array();
    const k = x - y;
    const down = k === -edits || (k !== edits && at(previous, edits, k - 1) < at(previous, edits, k + 1));
    const fromX = at(previous, edits, down ? k + 1 : k - 1);
    const start = down ? fromX : fromX + 1;
    runs.push({ kind: 'same', text: a.slice(start, x).join('') });
    if (down) runs.push({ kind: 'added', text: b[start - k - 1] ?? '' });
    else runs.push({ kind: 'removed', text: a[fromX] ?? '' });
    x = fromX;
    y = fromX - (down ? k + 1 : k - 1);
  }
  runs.push({ kind: 'same', text: a.slice(0, x).join('') });
  return runs.reverse();
}

/**
 * Runs for eyes: what was removed before what replaced it, and no lone space kept between two changed words, so that a
 * rewritten phrase reads as one phrase for another.
 */
function readable(runs: readonly WordRun[]): WordRun[] {
  const result: WordRun[] = [];
  let removed = '';
  let added = '';
  let space = '';
  const flush = () => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    if (space !== '') result.push({ kind: 'same', text: space });
    removed = added = space = '';
  };
  for (const { kind, text } of runs) {
    const changing = removed !== '' || added !== '';
    if (text === '') continue;
    if (kind !== 'same') {
      removed += space;
      added += space;
      space = '';
      if (kind === 'removed') removed += text;
      else added += text;
    } else if (changing && text.trim() === '') space += text;
    else {
      flush();
      result.push({ kind: 'same', text });
    }
  }
  flush();
  return joined(result);
}

function joined(runs: readonly WordRun[]): WordRun[] {
  const result: { kind: WordRun['kind']; text: string }[] = [];
  for (const { kind, text } of runs) {
    const last = result.at(-1);
    if (last?.kind === kind) last.text += text;
    else result.push({ kind, text });
  }
  return result;
}
