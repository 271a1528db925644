import { linesIn, partHeight, wrapPart, type Block, type Column, type Cut, type Part } from './block.ts';
import { sentenceEnds } from './sentences.ts';

/** Lines that stay and lines that go over where a paragraph is parted: rules 4 and 6. */
export const FEWEST = 2;

/** A place where a column may be parted, and what of it would stay on the page. */
export interface Parting {
  readonly cut: Cut;
  /** Points of what stays, without anything that is printed under it. */
  readonly height: number;
  /** Whether a sentence ends here, or a whole paragraph does. */
  readonly atSentence: boolean;
}

/**
 * Where the column of a block may be parted by the rules, first to last. Headings and transitions stay whole; so does
 * action of three lines or fewer, and a speech that could not leave two lines behind and take two along.
 */
export function partings(kind: Block['kind'], column: Column): Parting[] {
  if (kind !== 'action' && kind !== 'speech') return [];
  const total = column.parts.reduce((sum, part) => sum + linesIn(part), 0);
  if (total < 2 * FEWEST) return [];
  const found: Parting[] = [];
  let above = column.repeated ? partHeight(column.repeated) : 0;
  let stays = 0;
  for (const [i, part] of column.parts.entries()) {
    const { type } = part.element;
    const previous = column.parts[i - 1]?.element.type;
    if (i > 0 && previous !== 'character' && previous !== 'parenthetical') {
      const goes = linesFrom(column.parts, i);
      if (stays >= FEWEST && goes >= FEWEST)
        found.push({ cut: { part: column.skipped + i, at: 0 }, height: above, atSentence: true });
    }
    above += part.before;
    if (type === 'dialogue' || kind === 'action' || type === 'lyrics')
      found.push(...partingsInside(column, i, { above, stays }));
    above += partHeight(part);
    if (type !== 'character' && type !== 'parenthetical') stays += linesIn(part);
  }
  return found;
}

function linesFrom(parts: readonly Part[], from: number): number {
  let lines = 0;
  for (let i = from; i < parts.length; i++) lines += linesIn(parts[i] as Part);
  return lines;
}

interface Above {
  /** Points above the part's first line. */
  readonly above: number;
  /** Lines of speech, or of action, above it. */
  readonly stays: number;
}

/** Between the lines of one part: where each ends, and where a sentence ends inside one. */
function partingsInside(column: Column, index: number, { above, stays }: Above): Parting[] {
  const part = column.parts[index] as Part;
  const count = linesIn(part);
  const after = linesFrom(column.parts, index + 1);
  const found: Parting[] = [];
  const add = (at: number, lines: number, goes: number, atSentence: boolean) => {
    if (stays + lines < FEWEST || goes + after < FEWEST) return;
    const height = above + lines * part.layout.lineHeight;
    found.push({ cut: { part: column.skipped + index, at }, height, atSentence });
  };
  for (let line = 1; line < count; line++) add(part.lines[2 * line] as number, line, count - line, false);
  for (const end of sentenceEnds(part.text, part.lines[0] as number)) {
    const lines = lineAt(part, end);
    if (stays + lines < FEWEST) continue;
    const rest = end + /^\s*/.exec(part.text.slice(end))![0].length;
    if (rest < part.text.length) add(rest, lines, wrapPart(part.text, rest, part.layout).length / 2, true);
  }
  return found;
}

/** How many of a part's lines reach up to an offset. */
function lineAt(part: Part, end: number): number {
  let lines = 1;
  while (lines < linesIn(part) && (part.lines[2 * lines] as number) < end) lines++;
  return lines;
}

/** The last line break that leaves `room` or less in use, whatever the rules say: for what is higher than a page. */
export function lastLineBreak({ parts, repeated, skipped }: Column, room: number): Parting {
  let height = repeated ? partHeight(repeated) : 0;
  let found: Parting | null = null;
  for (const [i, part] of parts.entries()) {
    height += part.before;
    for (let line = 0; line < linesIn(part); line++) {
      const at = part.lines[2 * line] as number;
      // At least one line stays, so that every page takes something along.
      if (found && height > room) return found;
      if (i > 0 || line > 0)
        found = { cut: { part: skipped + i, at: line === 0 ? 0 : at }, height, atSentence: false };
      height += part.layout.lineHeight;
    }
  }
  return found ?? wholeColumn(parts.length + skipped, height);
}

function wholeColumn(part: number, height: number): Parting {
  return { cut: { part, at: 0 }, height, atSentence: true };
}

/** The parting at which a column's end would fit; null when it can't be parted by the rules. */
export function lastParting(kind: Block['kind'], column: Column, room: number, atSentences: boolean): Parting | null {
  const fitting = partings(kind, column).filter(({ height }) => height <= room);
  const atEnds = atSentences ? fitting.filter(({ atSentence }) => atSentence) : [];
  return latest(atEnds) ?? latest(fitting);
}

function latest(found: readonly Parting[]): Parting | null {
  let last: Parting | null = null;
  for (const each of found) if (!last || isLater(each.cut, last.cut)) last = each;
  return last;
}

function isLater(a: Cut, b: Cut): boolean {
  return a.part > b.part || (a.part === b.part && a.at > b.at);
}
