import type { Page } from 'playwright-core';
import { parseFountain } from '#shared/formats/fountain/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { paginate, US_LETTER, type Pagination } from '#shared/pagination/index.ts';
import { scriptOf } from './pages.ts';

export function pagesOf(fountain: string, settings = US_LETTER): Pagination {
  const { elements } = parseFountain(fountain).screenplay;
  return paginate(
    elements.map((element, i) => ({ ...element, id: `e${i}` as ElementId })),
    settings,
  );
}

/** The lines of every paragraph as pagination has them, as `linesOnScreen` gives them. */
export function linesOf({ pages, elements }: Pagination): string[][] {
  const lines = pages.flatMap((page) => page.lines).filter(({ role }) => role === 'text');
  return elements.map(({ id, text }) =>
    lines
      .filter(({ element }) => element === id)
      .map(({ from, to }) => text.slice(from, to).replaceAll('\t', ' ').trim().toUpperCase()),
  );
}

/** The text of every paragraph as the eye has it: line by line, in capitals, without what is no part of the text. */
export async function linesOnScreen(page: Page): Promise<string[][]> {
  return scriptOf(page).evaluate((script) => {
    // What is off the screen is not laid out otherwise, and has no lines.
    const style = document.createElement('style');
    style.textContent = '[data-stretch] { content-visibility: visible !important; }';
    document.head.append(style);
    const linesOf = (paragraph: Element) => {
      const lines: { top: number; text: string }[] = [];
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement?.closest('.page-break, .caret')) continue;
        const range = document.createRange();
        for (const { segment, index } of new Intl.Segmenter('und').segment(node.nodeValue ?? '')) {
          range.setStart(node, index);
          range.setEnd(node, index + segment.length);
          const box = range.getBoundingClientRect();
          const middle = box.top + box.height / 2;
          const last = lines.at(-1);
          // A space that hangs over the line's end, and what has no box, belongs to the line before.
          if (last && (box.width === 0 || segment.trim() === '' || Math.abs(last.top - middle) < 8))
            last.text += segment;
          else lines.push({ top: middle, text: segment });
        }
      }
      return lines.map(({ text }) => text.trim().toUpperCase());
    };
    const all = [...script.querySelectorAll('[data-type]')].map(linesOf);
    style.remove();
    return all;
  });
}

/** Where the pages end: of every break its name and the first words behind it. */
export async function breaksOnScreen(page: Page): Promise<string[]> {
  return scriptOf(page).evaluate((script) => {
    const nameOf = (mark: Element) => mark.getAttribute('aria-label') ?? '';
    return [...script.querySelectorAll('[role=separator]')].map((mark) => {
      const range = document.createRange();
      range.setStartAfter(mark);
      range.setEndAfter(script.lastElementChild as Element);
      const behind = range.cloneContents();
      for (const other of behind.querySelectorAll('.page-break, .caret')) other.remove();
      return `${nameOf(mark)}: ${behind.textContent.slice(0, 24)}`;
    });
  });
}
