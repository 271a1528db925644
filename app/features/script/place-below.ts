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

/** Puts it there: below the line, or above it where the pane ends too early and there is room. */
export function putAt(floating: HTMLElement, { left, top, line }: Place): void {
  const { style, offsetHeight } = floating;
  [style.left, style.top] = [`${left}px`, `${top}px`];
  const [box, pane] = [floating.getBoundingClientRect(), floating.closest('section')?.getBoundingClientRect()];
  const above = line + 2 * GAP + offsetHeight;
  const rises = (above * box.height) / (offsetHeight || 1);
  if (pane && box.bottom > pane.bottom && box.top - rises > pane.top) style.top = `${top - above}px`;
}
