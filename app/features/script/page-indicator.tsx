import type { Editor } from '@tiptap/core';
import { useCallback, useSyncExternalStore } from 'react';
import { pagesStore } from '#app/collab/pages-store.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import { indexOf } from '#shared/editor/index.ts';
import type { Page, Pagination } from '#shared/pagination/index.ts';
import css from './script-pane.module.css';

/** On which page the caret is; said aloud when it comes to another one. */
export function PageIndicator({ editor, doc }: { readonly editor: Editor; readonly doc: ProjectDoc }) {
  const pages = pagesStore(doc);
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener);
      const leave = pages.subscribe(listener);
      return () => {
        editor.off('transaction', listener);
        leave();
      };
    },
    [editor, pages],
  );
  const read = () => placeIn(pages.get(), editor);
  return (
    <span className={css['place']} role="status" aria-label="Page">
      {useSyncExternalStore(subscribe, read, read)}
    </span>
  );
}

function placeIn(pagination: Pagination | null, { state: { selection } }: Editor): string {
  if (!pagination) return '';
  const { pages, settings } = pagination;
  const index = pageAt(pagination, indexOf(selection.$head), selection.$head.parentOffset);
  const last = Math.max(pages.length, 1) - 1 + settings.firstPage;
  return `Page ${index + settings.firstPage} of ${last}`;
}

/** The index of the page on which a place in an element stands. */
function pageAt(pagination: Pagination, element: number, offset: number): number {
  let block = 0;
  let found = 0;
  for (const [index, page] of pagination.pages.entries()) {
    if (block > element) break;
    const [begin, from] = startOf(pagination, page, block);
    if (begin < element || (begin === element && offset >= from)) found = index;
    block += page.span;
  }
  return found;
}

/** The element and the offset in its text at which a page begins; `block` is the first element of its first speech. */
function startOf({ elements }: Pagination, { start, lines }: Page, block: number): readonly [number, number] {
  const first = start.cuts && lines.find(({ role }) => role === 'text');
  if (!first) return [block, 0];
  let index = block;
  while (index < elements.length && elements[index]?.id !== first.element) index++;
  return [index, first.from];
}
