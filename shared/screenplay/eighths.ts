import type { ElementId } from '#shared/lib/ids.ts';
import { printedText } from './hidden.ts';
import { isOutline, type ElementType, type ScriptElement, type ScriptParagraph } from './element.ts';
import { scenesOf } from './scene.ts';

/** US Letter, 12 pt Courier, 6 lines an inch. */
export const LINES_PER_PAGE = 54;

/** Characters a line holds. */
const WIDTHS: Readonly<Partial<Record<ElementType, number>>> = {
  dialogue: 35,
  lyrics: 35,
  parenthetical: 25,
  character: 40,
  transition: 16,
};
const FULL_WIDTH = 60;

/** Blank lines before a paragraph. */
const SPACE_BEFORE: Readonly<Partial<Record<ElementType, number>>> = {
  scene_heading: 2,
  shot: 2,
  dialogue: 0,
  parenthetical: 0,
  lyrics: 0,
};

/** Lines the paragraph takes when printed, with the blank ones before it. Outline material takes none. */
export function printedLines({ type, text }: ScriptParagraph): number {
  if (isOutline(type) || type === 'page_break') return 0;
  const width = WIDTHS[type] ?? FULL_WIDTH;
  return printedText(text)
    .split('\n')
    .reduce((sum, line) => sum + wrappedLines(line, width), SPACE_BEFORE[type] ?? 1);
}

function wrappedLines(line: string, width: number): number {
  let lines = 1;
  let column = 0;
  for (const word of line.split(' ')) {
    const start = column === 0 ? 0 : column + 1;
    if (start + word.length <= width) column = start + word.length;
    else {
      // A word longer than the line is broken over as many as it needs.
      lines += (start > 0 ? 1 : 0) + Math.max(Math.ceil(word.length / width) - 1, 0);
      column = word.length % width || Math.min(word.length, width);
    }
  }
  return lines;
}

/** Lines of a run of paragraphs; the two columns of a dual dialogue are as high as the taller one. */
function linesOf(paragraphs: readonly ScriptParagraph[]): number {
  let total = 0;
  let speech = 0;
  let beside = 0;
  for (const paragraph of paragraphs) {
    const lines = printedLines(paragraph);
    if (paragraph.type === 'character') {
      beside = paragraph.dual ? speech : 0;
      speech = 0;
    } else if (paragraph.type !== 'dialogue' && paragraph.type !== 'parenthetical' && !isOutline(paragraph.type)) {
      speech = beside = 0;
    }
    if (paragraph.type === 'character' || speech > 0) speech += lines;
    total += Math.max(lines - beside, 0);
    beside = Math.max(beside - lines, 0);
  }
  return total;
}

/**
 * Pages, estimated by counting lines. Page breaks and the rules that keep lines together make the real count a little
 * higher; pagination gives that one.
 */
export function estimatedPages(paragraphs: readonly ScriptParagraph[]): number {
  return Math.ceil(linesOf(paragraphs) / LINES_PER_PAGE);
}

/** Length of each scene in eighths of a page, at least one each, estimated as above. */
export function estimatedEighths(elements: readonly ScriptElement[]): ReadonlyMap<ElementId, number> {
  return new Map(
    scenesOf(elements).map(({ id, heading, body }) => {
      const lines = linesOf([heading, ...body]);
      return [id, Math.max(1, Math.round((lines * 8) / LINES_PER_PAGE))];
    }),
  );
}

/** `1 2/8`, never `1 1/4`; `2` for two whole pages. */
export function formatEighths(eighths: number): string {
  const pages = Math.floor(eighths / 8);
  const rest = eighths % 8;
  if (rest === 0) return String(pages);
  return pages === 0 ? `${rest}/8` : `${pages} ${rest}/8`;
}
