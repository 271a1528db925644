import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { bringsPages } from './pages.ts';

/** How far down the pane the line stands that one writes on. */
const HEIGHT = 0.45;

/** Keeps the line with the caret at one height, as a typewriter does. A click leaves the page where it is. */
export function keepCaretAtHeight(editor: Editor, scroller: HTMLElement): () => void {
  let frame = 0;
  const scroll = () => {
    frame = 0;
    if (!editor.view.hasFocus()) return;
    const pane = scroller.getBoundingClientRect();
    scroller.scrollTop += editor.view.coordsAtPos(editor.state.selection.head).top - pane.top - pane.height * HEIGHT;
  };
  const onTransaction = ({ transaction: tr }: { transaction: Transaction }) => {
    if (tr.getMeta('pointer') === true) return;
    if (tr.docChanged || tr.selectionSet || bringsPages(tr)) frame ||= requestAnimationFrame(scroll);
  };
  editor.on('transaction', onTransaction);
  return () => {
    cancelAnimationFrame(frame);
    editor.off('transaction', onTransaction);
  };
}
