import { sameParagraph, type ScriptElement } from '#shared/screenplay/index.ts';
import type { Script } from './block.ts';
import { fillPage, SCRIPT_START } from './fill-page.ts';
import type { Page, PageStart } from './page.ts';
import { US_LETTER, type PageSettings } from './settings.ts';

/** A script in pages. Immutable: a later pagination shares the pages that did not change. */
export interface Pagination {
  readonly elements: readonly ScriptElement[];
  readonly settings: PageSettings;
  readonly pages: readonly Page[];
}

/** Lays out a whole script. An empty one has no pages. */
export function paginate(elements: readonly ScriptElement[], settings: PageSettings = US_LETTER): Pagination {
  return layOut({ elements, settings }, [], 0, null);
}

/**
 * The same as `paginate(elements, previous.settings)`, always, in the time that the edit needs: pages before the first
 * change stay, and from the first page on that begins as an old one did the old ones stay too.
 */
export function repaginate(previous: Pagination, elements: readonly ScriptElement[]): Pagination {
  const change = changedRange(previous.elements, elements);
  if (change === null) return { ...previous, elements };
  const { kept, index } = pagesBefore(previous.pages.slice(0, -1), change.from);
  const script = { elements, settings: previous.settings };
  const after = { previous, shift: elements.length - previous.elements.length, from: change.to };
  return layOut(script, previous.pages.slice(0, kept), index, after, previous.pages[kept]?.start);
}

/** The old pages as they may stand again behind the change. */
interface OldPages {
  readonly previous: Pagination;
  /** New index less old index of what stands behind the change. */
  readonly shift: number;
  /** Elements from here on, by new index, are as they were. */
  readonly from: number;
}

function layOut(
  script: Script,
  kept: readonly Page[],
  from: number,
  old: OldPages | null,
  first: PageStart = SCRIPT_START,
): Pagination {
  const pages = [...kept];
  const same = old && lineUp(old, kept.length, from);
  let index = from;
  let start: PageStart | null = script.elements.length > 0 ? first : null;
  while (start) {
    const { page, next }: ReturnType<typeof fillPage> = fillPage(script, index, start);
    pages.push(page);
    index += page.span;
    start = next;
    const rest = start && same ? same(index, start) : null;
    if (rest) return { ...script, pages: pages.concat(rest) };
  }
  return { ...script, pages: withoutEmptyEnd(pages) };
}

/** A page break at the very end, or outline material alone, leaves a page with nothing on it. */
function withoutEmptyEnd(pages: readonly Page[]): readonly Page[] {
  return pages.at(-1)?.lines.length === 0 ? pages.slice(0, -1) : pages;
}

/** The first range in which two scripts differ, by new index; null when they say the same. */
function changedRange(
  before: readonly ScriptElement[],
  after: readonly ScriptElement[],
): { from: number; to: number } | null {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && isSame(before[from], after[from])) from++;
  let same = 0;
  while (same < most - from && isSame(before[before.length - 1 - same], after[after.length - 1 - same])) same++;
  const to = after.length - same;
  return from === to && before.length === after.length ? null : { from, to };
}

function isSame(a: ScriptElement | undefined, b: ScriptElement | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.id === b.id && sameParagraph(a, b));
}

/** How many pages were filled without a look at the element at `changed`, and where the next one begins. */
function pagesBefore(pages: readonly Page[], changed: number): { kept: number; index: number } {
  let index = 0;
  let kept = 0;
  for (const page of pages) {
    if (index + page.reach > changed) break;
    index += page.span;
    kept++;
  }
  return { kept, index };
}

/**
 * Asked page by page where a new one would begin, finds the old pages from there on: those behind the change, when one of
 * them began with the same element in the same state.
 */
function lineUp({ previous, shift, from }: OldPages, kept: number, index: number) {
  const { pages } = previous;
  let at = kept;
  let oldIndex = index;
  return (newIndex: number, start: PageStart): readonly Page[] | null => {
    if (newIndex < from) return null;
    for (let page = pages[at]; page && oldIndex < newIndex - shift; page = pages[at]) {
      oldIndex += page.span;
      at++;
    }
    const page = pages[at];
    return page && oldIndex === newIndex - shift && sameStart(page.start, start) ? pages.slice(at) : null;
  };
}

function sameStart(a: PageStart, b: PageStart): boolean {
  return a.scene === b.scene && a.scenePages === b.scenePages && a.speaker === b.speaker && sameCuts(a.cuts, b.cuts);
}

function sameCuts(a: PageStart['cuts'], b: PageStart['cuts']): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((cut, i) => cut.part === b[i]?.part && cut.at === b[i].at);
}
