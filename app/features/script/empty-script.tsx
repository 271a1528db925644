import type { Editor } from '@tiptap/core';
import type { ReactNode } from 'react';
import { typeByDigit, type ElementType, type Keymap } from '#shared/screenplay/index.ts';
import { typeLabel } from './element-types.ts';
import css from './empty-script.module.css';
import { useEditorValue } from './use-editor-value.ts';

/** The size of a document of one empty element: two tokens for it and two for its stretch. */
const EMPTY = 4;
const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

interface Props {
  readonly editor: Editor;
  readonly keys: Keymap;
  readonly children?: ReactNode;
}

/** What an empty script says: the first line's form, the keys, and what the host offers (opening a file). */
export function EmptyScript({ editor, keys, children }: Props) {
  const isEmpty = useEditorValue(editor, ({ state: { doc } }) => doc.content.size === EMPTY);
  if (!isEmpty) return null;
  const { rows } = keys;
  const named = (type: ElementType | null) => (type ? typeLabel(type).toLowerCase() : 'itself');
  const byDigit = DIGITS.flatMap((digit) => {
    const type = typeByDigit(digit, keys);
    return type ? [{ digit, type }] : [];
  });
  return (
    <div className={css['ghost']}>
      INT. PLACE - DAY
      <dl>
        <dt>
          <kbd>Return</kbd>
        </dt>
        <dd>
          the next element: a heading gives {named(rows.scene_heading.enter)}, a name gives{' '}
          {named(rows.character.enter)}
        </dd>
        <dt>
          <kbd>Tab</kbd>
        </dt>
        <dd>another element: action becomes {named(rows.action.tab)}, and so on; Shift-Tab goes back</dd>
        <dt>
          <kbd>Return</kbd> on an empty line
        </dt>
        <dd>the menu of elements: a letter or a digit picks one</dd>
        <dt>
          <kbd>Ctrl</kbd> or <kbd>⌘</kbd> and <kbd>{byDigit[0]?.digit}</kbd> … <kbd>{byDigit.at(-1)?.digit}</kbd>
        </dt>
        <dd>{byDigit.map(({ type }) => named(type)).join(', ')}</dd>
      </dl>
      {children && <div className={css['actions']}>{children}</div>}
    </div>
  );
}
