import type { Editor } from '@tiptap/core';

export interface Place {
  readonly left: number;
  readonly top: number;
}

/** Where to open what belongs to a position: in pixels from the page's top left corner. */
export function placeBelow({ view }: Editor, page: HTMLElement | null, position: number): Place {
  if (!page) return { left: 0, top: 0 };
  const [caret, sheet] = [view.coordsAtPos(position), page.getBoundingClientRect()];
  // In a narrow pane the page is drawn smaller.
  const scale = sheet.width / page.offsetWidth;
  return { left: (caret.left - sheet.left) / scale, top: (caret.bottom - sheet.top) / scale + 4 };
}
