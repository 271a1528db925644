import { must } from '#shared/lib/assert.ts';
import { linesIn, partHeight, skipSpace, wrapPart, type Block, type Column, type Cut, type Part } from './block.ts';
import { sentenceEnds } from './sentences.ts';

/** Lines that stay and lines that go over where a paragraph is parted: rules 4 and 6. */
export const FEWEST = 2;

/** A place where a column may be parted. */
interface Parting {
  readonly cut: Cut;
  /** Points of what stays, without anything that is printed under it. */
  readonly height: number;
  /** Whether a sentence ends here, or a whole paragraph does. */
  readonly atSentence: boolean;
}

/**
 * The last place where a column of a block may be parted by the rules so that what stays fits into `room`; at a sentence's
 * end, if that is asked for and there is one. Null when it stays whole: headings and transitions do, action of three lines
 * or fewer, and a speech that could not leave two lines behind and take two along.
 */
export function lastParting(kind: Block['kind'], column: Column, room: number, atSentences: boolean): Cut | null {
  if ((kind !== 'action' && kind !== 'speech') || linesFrom(column.parts, 0) < 2 * FEWEST) return null;
  const fitting = partings(column, kind === 'action').filter(({ height }) => height <= room);
  const goesOver = ({ cut }: Parting) => takesEnough(column, cut);
  const atEnd = atSentences ? fitting.findLast((parting) => parting.atSentence && goesOver(parting)) : undefined;
  return (atEnd ?? fitting.findLast(goesOver))?.cut ?? null;
}

/** Where enough of a column would stay, in the order of the text. */
function partings(column: Column, isAction: boolean): Parting[] {
  const found: Parting[] = [];
  let above = column.repeated ? partHeight(column.repeated) : 0;
  let stays = 0;
  for (const [i, part] of column.parts.entries()) {
    const { type } = part.element;
    const previous = column.parts[i - 1]?.element.type;
    // Neither a cue nor a parenthetical is last on a page.
    if (i > 0 && previous !== 'character' && previous !== 'parenthetical' && stays >= FEWEST)
      found.push({ cut: { part: column.skipped + i, at: 0 }, height: above, atSentence: true });
    above += part.before;
    const counts = isAction || type === 'dialogue' || type === 'lyrics';
    if (counts) found.push(...partingsInside(column.skipped + i, part, above, stays));
    above += partHeight(part);
    if (counts) stays += linesIn(part);
  }
  return found;
}

/** Between the lines of one part, and where a sentence ends inside one of them. */
function partingsInside(index: number, part: Part, above: number, stays: number): Parting[] {
  const found: Parting[] = [];
  const add = (end: number, height: number, atSentence: boolean) => {
    const at = skipSpace(part.text, end);
    if (at < part.text.length) found.push({ cut: { part: index, at }, height, atSentence });
  };
  const ends = sentenceEnds(part.text, startOf(part, 0), part.lines.at(-1) ?? 0);
  let nextEnd = 0;
  for (let line = 1; line <= linesIn(part); line++) {
    const height = above + line * part.layout.lineHeight;
    const lineEnd = line < linesIn(part) ? startOf(part, line) : part.text.length;
    for (let end = ends[nextEnd]; end !== undefined && end <= lineEnd; end = ends[++nextEnd]) {
      if (stays + line >= FEWEST) add(end, height, true);
    }
    if (stays + line >= FEWEST && !isBlank(part, line - 1)) add(lineEnd, height, false);
  }
  return found;
}

function isBlank(part: Part, line: number): boolean {
  return startOf(part, line) === must(part.lines[2 * line + 1]);
}

/** Whether two lines go over to the next page. */
function takesEnough({ parts, skipped }: Column, { part: index, at }: Cut): boolean {
  const after = linesFrom(parts, index - skipped + 1);
  if (after >= FEWEST) return true;
  const part = must(parts[index - skipped]);
  const own = at === 0 ? linesIn(part) : wrapPart(part, at).length / 2;
  return own + after >= FEWEST;
}

function linesFrom(parts: readonly Part[], from: number): number {
  let lines = 0;
  for (let i = from; i < parts.length; i++) lines += linesIn(must(parts[i]));
  return lines;
}

function startOf(part: Part, line: number): number {
  return must(part.lines[2 * line]);
}

/** The last line break that leaves `room` or less in use, whatever the rules say: for what is higher than a page. */
export function lastLineBreak({ parts, repeated, skipped }: Column, room: number): Cut {
  let height = repeated ? partHeight(repeated) : 0;
  let cut: Cut | null = null;
  for (const [i, part] of parts.entries()) {
    height += part.before;
    for (let line = 0; line < linesIn(part); line++) {
      height += part.layout.lineHeight;
      // At least one line stays, so that every page takes something along.
      if (cut && height > room) return cut;
      const isLast = line === linesIn(part) - 1;
      cut = isLast
        ? { part: skipped + i + 1, at: 0 }
        : { part: skipped + i, at: skipSpace(part.text, startOf(part, line + 1)) };
    }
  }
  return cut ?? { part: skipped + parts.length, at: 0 };
}
