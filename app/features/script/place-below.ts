import type { Editor } from '@tiptap/core';

export interface Place {
  readonly left: number;
  readonly top: number;
  /** How high the line is that it lies below. */
  readonly line: number;
}

const GAP = 4;

/** Where to open what belongs to a position: in pixels from the page's top left corner. */
export function placeBelow({ view }: Editor, page: HTMLElement | null, position: number): Place {
  if (!page) return { left: 0, top: 0, line: 0 };
  const [caret, sheet] = [view.coordsAtPos(position), page.getBoundingClientRect()];
  // In a narrow pane the page is drawn smaller.
  const scale = sheet.width / page.offsetWidth;
  return {
    left: (caret.left - sheet.left) / scale,
    top: (caret.bottom - sheet.top) / scale + GAP,
    line: (caret.bottom - caret.top) / scale,
  };
}

/** Puts it there: below the line, or above it where the pane has more room, and no higher than there is room. */
export function putAt(floating: HTMLElement, { left, top, line }: Place): void {
  const { style } = floating;
  [style.left, style.top, style.maxHeight] = [`${left}px`, `${top}px`, ''];
  const [box, pane] = [floating.getBoundingClientRect(), floating.closest('[data-scroller]')?.getBoundingClientRect()];
  if (!pane || box.bottom <= pane.bottom - GAP) return;
  const scale = box.height / floating.offsetHeight;
  const [above, below] = [(box.top - pane.top) / scale - line - 3 * GAP, (pane.bottom - box.top) / scale - GAP];
  const height = Math.min(floating.offsetHeight, Math.max(above, below));
  if (above > below) style.top = `${top - line - 2 * GAP - height}px`;
  style.maxHeight = `${height}px`;
}
