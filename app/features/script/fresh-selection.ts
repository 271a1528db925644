import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { ProjectConnection } from '#app/collab/connection.ts';
import type { ScriptBinding } from '#shared/editor/index.ts';

/**
 * The editor learns where the caret is before a key is handled and before the work of others is drawn. Browsers tell of a
 * click and of keys that move the caret a task later: whoever is faster, or whose machine is busy, would type where the caret
 * was, and what arrives in that moment would put it back there.
 */
export function freshSelection(doc: ProjectConnection['doc'], binding: ScriptBinding): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view, event) => {
          if (!event.isComposing) learnSelection(view);
          return false;
        },
      },
    },
    view: (view) => {
      // Not while the editor itself writes: then it knows.
      const onTransactions = () => {
        if (!binding.pushing) learnSelection(view);
      };
      doc.on('beforeAllTransactions', onTransactions);
      return { destroy: () => doc.off('beforeAllTransactions', onTransactions) };
    },
  });
}

/** Has the editor read the selection of the browser now. */
export function learnSelection(view: EditorView): void {
  if (view.hasFocus() && !view.composing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
}
