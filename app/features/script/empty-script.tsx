import type { Editor } from '@tiptap/core';
import type { ReactNode } from 'react';
import css from './empty-script.module.css';
import { useEditorValue } from './use-editor-value.ts';

/** The size of a document of one empty element: two tokens for it and two for its stretch. */
const EMPTY = 4;

/** What an empty script says: the first line's form, the keys, and what the host offers (opening a file). */
export function EmptyScript({ editor, children }: { editor: Editor; children?: ReactNode }) {
  const isEmpty = useEditorValue(editor, ({ state: { doc } }) => doc.content.size === EMPTY);
  if (!isEmpty) return null;
  return (
    <div className={css['ghost']}>
      INT. PLACE - DAY
      <dl>
        <dt>
          <kbd>Return</kbd>
        </dt>
        <dd>the next element: a heading gives action, a name gives dialogue</dd>
        <dt>
          <kbd>Tab</kbd>
        </dt>
        <dd>another element: action becomes a name, and so on; Shift-Tab goes back</dd>
        <dt>
          <kbd>Return</kbd> on an empty line
        </dt>
        <dd>the menu of elements: a letter or a digit picks one</dd>
        <dt>
          <kbd>Ctrl</kbd> or <kbd>⌘</kbd> and <kbd>1</kbd> … <kbd>7</kbd>
        </dt>
        <dd>heading, action, character, parenthetical, dialogue, transition, shot</dd>
      </dl>
      {children && <div className={css['actions']}>{children}</div>}
    </div>
  );
}
