import type { Editor } from '@tiptap/core';
import { useCallback, useSyncExternalStore } from 'react';

/**
 * A primitive read from the editor, such as the caret's element type. The component renders when the value changes, not
 * when a key is pressed.
 */
export function useEditorValue<T extends string | boolean>(editor: Editor, read: (editor: Editor) => T): T {
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
