import type { ElementId } from '#shared/lib/ids.ts';
import {
  edgeDate,
  footerOf,
  headerOf,
  LINE,
  type EdgeText,
  type Page,
  type PageLine,
  type PageSettings,
  type Pagination,
  type PrintedLine,
} from '#shared/pagination/index.ts';
import { hasHidden, type ScriptElement } from '#shared/screenplay/index.ts';

/** CSS pixels of a point: a line of 12 points is 16 pixels high. */
export const PX_PER_POINT = 4 / 3;
const ROW = LINE * PX_PER_POINT;

/** A word that is no line of the script: (MORE), a cue with (CONT'D), the page's number. Pixels from where its part of the break begins. */
export interface AddedWord extends PrintedLine {
  /** Inches from the paper's left edge. */
  readonly left: number;
  readonly top: number;
}

/** Where one sheet ends and the next begins. Heights are pixels at 100 %. */
export interface PageBreak {
  /** All that is said of it here: equal keys look equal. */
  readonly key: string;
  /** Of the page that begins here. */
  readonly number: number;
  /** The page begins before this element, or at an offset inside its text. */
  readonly element: ElementId;
  readonly at: number;
  /** From the last line of text to the lower edge of its sheet. */
  readonly foot: number;
  /** From the upper edge of the next sheet to its first line of text. */
  readonly head: number;
  readonly footWords: readonly AddedWord[];
  readonly headWords: readonly AddedWord[];
}

/** An element whose lines the browser would break elsewhere, and the offsets at which they begin, but for the first. */
export interface OwnLines {
  readonly element: ElementId;
  readonly starts: readonly number[];
}

interface KnownBreak {
  readonly last: Page | undefined;
  readonly number: number;
  readonly date: string;
  readonly mark: PageBreak | null;
}

const knownBreaks = new WeakMap<Page, KnownBreak>();

/**
 * The break before the page of this index, which is not 0 and begins with the element at `from`; null when the page shows
 * no text. Of pages that did not change it is the same object as before.
 */
export function breakBefore(pagination: Pagination, index: number, from: number): PageBreak | null {
  const [last, page] = [pagination.pages[index - 1], pagination.pages[index]];
  const number = index + pagination.settings.firstPage;
  if (!page) return null;
  const date = today();
  let known = knownBreaks.get(page);
  if (!known || known.last !== last || known.number !== number || known.date !== date) {
    known = { last, number, date, mark: readBreak(pagination, index, from, date) };
    knownBreaks.set(page, known);
  }
  return known.mark;
}

function readBreak(
  { pages, elements, settings }: Pagination,
  index: number,
  from: number,
  date: string,
): PageBreak | null {
  const [last, page] = [pages[index - 1], pages[index]];
  const first = page?.lines.find(isText);
  if (!last || !page || !first) return null;
  const cut = page.start.cuts?.[first.column === 'right' ? 1 : 0];
  const end = endOfText(last);
  const top = settings.margins.top * PX_PER_POINT;
  const below = sheetHeight(settings) - top - end * ROW;
  const mark = {
    ...{ number: index + settings.firstPage, element: first.element, at: cut && cut.at > 0 ? first.from : 0 },
    foot: Math.max(ROW, below - ROW * pageBreaksAt(elements, from)),
    head: top + first.row * ROW,
    footWords: [
      ...wordsOf(last, FOOT, (row) => (row - end) * ROW),
      ...edgeWords(footerOf(settings, { index: index - 1, date }), -top - end * ROW),
    ],
    headWords: [...edgeWords(headerOf(settings, { index, date }), 0), ...wordsOf(page, HEAD, (row) => top + row * ROW)],
  };
  return { ...mark, key: JSON.stringify(mark) };
}

/** The cue beside the one that a page begins with, which has no blank line above it either; null where one stands alone. */
export function besideFirst({ lines, start }: Page): ElementId | null {
  const first = lines.find(isText);
  if (first?.column !== 'left' || start.cuts) return null;
  return lines.find(({ column, role }) => column === 'right' && role === 'text')?.element ?? null;
}

/** Words at the upper edge of the first sheet and at the lower edge of the last one, where there is no break. */
export interface OuterWords {
  readonly head: readonly AddedWord[];
  /** `top` counts from the lower edge, so it is negative. */
  readonly foot: readonly AddedWord[];
}

/** What a script of so many pages has there; of none, nothing. */
export function outerWords(settings: PageSettings, pages: number): OuterWords {
  if (pages === 0) return { head: [], foot: [] };
  const date = today();
  return {
    head: edgeWords(headerOf(settings, { index: 0, date }), 0),
    foot: edgeWords(footerOf(settings, { index: pages - 1, date }), -sheetHeight(settings)),
  };
}

/** Pixels from the last line of text to the lower edge of the last sheet. */
export function footOfLastPage({ pages, settings }: Pagination): number {
  const last = pages.at(-1);
  return sheetHeight(settings) - settings.margins.top * PX_PER_POINT - (last ? endOfText(last) * ROW : 0);
}

export function sheetHeight({ paper }: Pagination['settings']): number {
  return Math.round(paper.height * PX_PER_POINT);
}

const FOOT: ReadonlySet<PageLine['role']> = new Set(['more', 'scene_bottom'] as const);
const HEAD: ReadonlySet<PageLine['role']> = new Set(['contd', 'scene_top'] as const);

function isText({ role }: PageLine): boolean {
  return role === 'text';
}

/** Rows from the top of the text area to below the last line of the script itself. */
function endOfText({ lines }: Page): number {
  return lines.reduce((end, line) => (isText(line) ? Math.max(end, line.row + 1) : end), 0);
}

/** As a header has it. */
export function today(): string {
  return edgeDate(new Date());
}

/** @param by pixels to what `top` counts from, from the sheet's upper edge */
function edgeWords(texts: readonly EdgeText[], by: number): AddedWord[] {
  return texts.map((word) => ({ ...word, top: by + word.top * PX_PER_POINT }));
}

function wordsOf({ lines }: Page, roles: ReadonlySet<PageLine['role']>, topOf: (row: number) => number): AddedWord[] {
  const added = lines.filter(({ role }) => roles.has(role));
  return added.map((line) => ({ text: line.added ?? '', styles: [], left: line.left, top: topOf(line.row) }));
}

/** Page breaks that the writer typed: each has a line on the screen, at the end of the sheet that it ends. */
function pageBreaksAt(elements: readonly ScriptElement[], from: number): number {
  let count = 0;
  while (elements[from + count]?.type === 'page_break') count++;
  return count;
}

const knownLines = new WeakMap<Page, readonly OwnLines[]>();

/** The elements of the page that begins with the element at `from` which have to be told where their lines end. */
export function ownLinesOf(page: Page, elements: readonly ScriptElement[], from: number): readonly OwnLines[] {
  let own = knownLines.get(page);
  if (!own) knownLines.set(page, (own = readOwnLines(page, elements, from)));
  return own;
}

function readOwnLines(page: Page, elements: readonly ScriptElement[], from: number): OwnLines[] {
  const own: OwnLines[] = [];
  let index = from;
  let element: ScriptElement | undefined;
  let starts: number[] | null = null;
  for (const line of page.lines) {
    if (!isText(line)) continue;
    if (line.element !== element?.id) {
      while (index < elements.length && elements[index]?.id !== line.element) index++;
      element = elements[index];
      starts = null;
      if (!element || breaksAlike(element.text)) continue;
      own.push({ element: element.id, starts: (starts = []) });
    } else if (element.text[line.from - 1] !== '\n') starts?.push(line.from);
  }
  return own;
}

/**
 * Letters of one cell and signs beside which no browser breaks a line, except where spaces stand: there it does what
 * pagination does. Hyphens, dashes, slashes, wide letters and the like are broken by rules of their own.
 */
const PLAIN = /^(?:[A-Za-z0-9À-ÖØ-öø-ÿĀ-ſ \n.,;:&]|["'’](?! \()|[?!](?=["’ \n]|$)|\((?! )|\)(?=[ \n.,;:]|$))*$/;

/** True of texts that every browser breaks as pagination does, and of those with notes, which are not printed as they stand. */
export function breaksAlike(text: string): boolean {
  return PLAIN.test(text) || hasHidden(text);
}
