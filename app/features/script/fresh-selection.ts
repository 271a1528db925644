import { Plugin } from '@tiptap/pm/state';

/**
 * Before a key is handled, the editor learns where the caret is. Browsers tell of a click and of keys that move the caret
 * a task later; whoever is faster, or whose machine is busy, would type where the caret was.
 */
export function freshSelection(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view, event) => {
          if (!event.isComposing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
          return false;
        },
      },
    },
  });
}
