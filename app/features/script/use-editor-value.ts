import type { Editor } from '@tiptap/core';
import { useCallback, useSyncExternalStore } from 'react';

/**
 * Something read from the editor, such as the caret's element type, that is the same object while it does not change. The
 * component renders when it changes, not when a key is pressed.
 */
export function useEditorValue<T extends string | boolean | object | null>(
  editor: Editor,
  read: (editor: Editor) => T,
): T {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener);
      return () => {
        editor.off('transaction', listener);
      };
    },
    [editor],
  );
  const get = () => read(editor);
  return useSyncExternalStore(subscribe, get, get);
}
