import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { isRemote } from '#shared/editor/index.ts';
import { bringsPages } from './pages.ts';

/**
 * Keeps the line that a person types on where it is on the screen while others write above it, or a page above it comes
 * to end elsewhere. What is out of sight the browser's own scroll anchoring holds; between the top of the pane and the
 * caret it anchors to the wrong line.
 */
export function holdCaret(editor: Editor, scroller: HTMLElement): void {
  let held: number | null = null;
  const top = () => editor.view.coordsAtPos(editor.state.selection.head).top;
  editor.on('beforeTransaction', ({ transaction }) => {
    held = !transaction.scrolledIntoView && movesCaret(editor, transaction) ? top() : null;
    if (held === null) return;
    const pane = scroller.getBoundingClientRect();
    if (held < pane.top || held > pane.bottom) held = null;
  });
  editor.on('transaction', () => {
    if (held !== null) scroller.scrollTop += top() - held;
    held = null;
  });
}

/** True of others' changes and of page breaks that lie before the caret's own place, while the person has the keyboard here. */
function movesCaret(editor: Editor, transaction: Transaction): boolean {
  if (!editor.view.hasFocus()) return false;
  if (bringsPages(transaction)) return true;
  let first = Infinity;
  for (const map of transaction.mapping.maps) map.forEach((from) => (first = Math.min(first, from)));
  return isRemote(transaction) && first < editor.state.selection.head;
}
