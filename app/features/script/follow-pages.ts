import type { Editor } from '@tiptap/core';
import { pagesStore } from '#app/collab/pages-store.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import { learnSelection } from './fresh-selection.ts';
import { footOfLastPage } from './page-marks.ts';
import { showPages, shownBreaks } from './pages.ts';
import { estimateStretches } from './stretch-view.ts';

export interface FollowedPages {
  /** Sheets, or one long draft. */
  show(sheets: boolean): void;
  stop(): void;
}

/**
 * Keeps the breaks on the screen where the pages of this document end. `sheet` is the element that the last page's foot
 * belongs to.
 */
export function followPages(editor: Editor, doc: ProjectDoc, sheet: HTMLElement, sheets: boolean): FollowedPages {
  const store = pagesStore(doc);
  const { dom } = editor.view;
  let asSheets = sheets;
  const bring = () => {
    const pages = store.get();
    // What an input method composes is not to be touched; what it ends with is a change of its own.
    if (!pages || editor.isDestroyed || editor.view.composing) return;
    learnSelection(editor.view);
    const tr = showPages(editor.state, { pages, sheets: asSheets });
    if (tr) editor.view.dispatch(tr);
    if (tr) estimateStretches(editor.view, shownBreaks(editor.state));
    const foot = `${footOfLastPage(pages)}px`;
    if (sheet.style.getPropertyValue('--last-foot') !== foot) sheet.style.setProperty('--last-foot', foot);
  };
  const afterComposing = () => setTimeout(bring);
  dom.addEventListener('compositionend', afterComposing);
  const leave = store.subscribe(bring);
  bring();
  return {
    show(wanted) {
      asSheets = wanted;
      bring();
    },
    stop() {
      leave();
      dom.removeEventListener('compositionend', afterComposing);
    },
  };
}
