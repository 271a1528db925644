import type { StyleSpan } from '#shared/screenplay/index.ts';
import { linesPerPage, type PageSettings } from './settings.ts';

export interface TitleText {
  readonly text: string;
  readonly styles: readonly StyleSpan[];
}

export interface TitleLine extends TitleText {
  /** Lines from the top of the text area. */
  readonly row: number;
  /** In the middle of the page, or at its left edge. */
  readonly alignment: 'center' | 'left';
}

export interface TitleField {
  readonly key: string;
  readonly lines: readonly TitleText[];
}

/** Final Draft's title page: the title on the 18th line, what follows it in the order of the trade. */
const TITLE_ROW = 17;
/** Fields in the middle, with the blank lines above each. */
const MIDDLE: readonly (readonly [string, number])[] = [
  ['title', 0],
  ['credit', 3],
  ['author', 2],
  ['authors', 2],
  ['source', 2],
];

/**
 * The title page, which is no page of the script: the title and who wrote it in the middle, everything else at the foot
 * on the left. Empty when there is nothing to print.
 */
export function layoutTitlePage(fields: readonly TitleField[], settings: PageSettings): TitleLine[] {
  const filled = fields.filter(({ lines }) => lines.some(({ text }) => text.trim() !== ''));
  const lines: TitleLine[] = [];
  let row = TITLE_ROW;
  for (const [key, before] of MIDDLE) {
    for (const field of filled.filter((each) => each.key.toLowerCase() === key)) {
      row += lines.length === 0 ? 0 : before;
      for (const line of field.lines) lines.push({ ...line, row: row++, alignment: 'center' });
    }
  }
  const rest = filled.filter(({ key }) => !MIDDLE.some(([middle]) => middle === key.toLowerCase()));
  return [...lines, ...atTheFoot(rest, row, settings)];
}

/** The other fields, a blank line between them, ending on the last line of the page. */
function atTheFoot(fields: readonly TitleField[], lowest: number, settings: PageSettings): TitleLine[] {
  const texts = fields.flatMap(({ lines }, i) => (i === 0 ? lines : [{ text: '', styles: [] }, ...lines]));
  const first = Math.max(lowest + 1, linesPerPage(settings) - texts.length);
  return texts.flatMap((text, i): TitleLine[] =>
    text.text.trim() === '' ? [] : [{ ...text, row: first + i, alignment: 'left' }],
  );
}
