import type { ElementType, ScriptElement, ScriptParagraph } from '#shared/screenplay/index.ts';
import { layoutOf, paginate, printedLine, US_LETTER, type PageSettings } from './index.ts';
import { scriptOf } from './script.contract.ts';

export type Row = readonly [ElementType, string] | readonly [ElementType, string, Partial<ScriptParagraph>];

export const script = (...rows: readonly Row[]): ScriptElement[] =>
  scriptOf(rows.map(([type, text, more]) => ({ type, text, ...more })));

/** An action of so many lines: each word fills one. */
export const lines = (count: number, word = 'x'): Row => [
  'action',
  Array.from({ length: count }, () => word.repeat(60)).join(' '),
];

/** A speech of so many lines, all of them but the last with this end. */
export const said = (count: number, end = ''): Row => [
  'dialogue',
  Array.from({ length: count }, (_, i) => 'w'.repeat(35 - end.length) + (i === count - 1 ? '' : end)).join(' '),
];

/** A script's pages as people read them: `row text`, added words in angle brackets. */
export function read(elements: readonly ScriptElement[], settings: PageSettings = US_LETTER): string[][] {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const pagination = paginate(elements, settings);
  return pagination.pages.map(({ lines: all }) =>
    all.map((line) => {
      const element = byId.get(line.element)!;
      const { text } = printedLine(line, element, layoutOf(settings, element));
      return `${line.row} ${line.role === 'text' ? text : `<${text}>`}`;
    }),
  );
}

/** A line with what is repeated in it cut off. */
export const short = (row: string | undefined) => row?.replace(/(.)\1{5,}/g, '$1…');
export const lastOf = (pages: string[][], page: number) => short(pages[page - 1]?.at(-1));
export const firstOf = (pages: string[][], page: number) => short(pages[page - 1]?.[0]);
