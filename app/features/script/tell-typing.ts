import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { isRemote } from '#shared/editor/index.ts';

/** After a pause of so many milliseconds one types no longer. */
const PAUSE_MS = 2500;

/** Tells the others that this person writes (`typing` of awareness): a word when they begin, and one when they pause. */
export function tellTyping(editor: Editor, awareness: ProjectConnection['awareness']): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = () => {
    clearTimeout(timer);
    if (timer !== undefined) awareness.setLocalStateField('typing', false);
    timer = undefined;
  };
  const onTransaction = ({ transaction }: { transaction: Transaction }) => {
    if (!transaction.docChanged || isRemote(transaction) || !editor.view.hasFocus()) return;
    if (timer === undefined) awareness.setLocalStateField('typing', true);
    clearTimeout(timer);
    timer = setTimeout(rest, PAUSE_MS);
  };
  editor.on('transaction', onTransaction);
  editor.on('blur', rest);
  return () => {
    editor.off('transaction', onTransaction);
    editor.off('blur', rest);
    rest();
  };
}
