import type { Editor } from '@tiptap/core';
import { VisuallyHidden } from '#app/components/index.ts';
import { attributesOf, elementsOf, indexOf } from '#shared/editor/index.ts';
import type { ElementType, Keymap } from '#shared/screenplay/index.ts';
import { setType } from './commands.ts';
import { TYPE_CHOICES, typeLabel } from './element-types.ts';
import css from './script-pane.module.css';
import { useEditorValue } from './use-editor-value.ts';

const MODIFIER = typeof navigator !== 'undefined' && /Mac|iP/.test(navigator.userAgent) ? '⌘' : 'Ctrl ';

interface Props {
  readonly editor: Editor;
  readonly keys: Keymap;
  readonly disabled: boolean;
}

/** Shows what the caret is in and changes it; says it aloud when the caret comes to an element of another type. */
export function ElementTypeSelect({ editor, keys, disabled }: Props) {
  const type = useEditorValue(editor, typeAtCaret);
  const known = TYPE_CHOICES.some((choice) => choice.type === type) ? type : 'general';
  return (
    <>
      <select
        className={css['type']}
        aria-label="Element type"
        title="Element type (Tab, or Ctrl/Cmd and a digit)"
        disabled={disabled}
        value={known}
        onChange={(event) => {
          setType(event.target.value as ElementType)(editor.state, editor.view.dispatch.bind(editor.view));
          editor.view.focus();
        }}
      >
        {TYPE_CHOICES.map(({ type: value, label }) => (
          <option key={value} value={value}>
            {withDigit(label, keys.rows[value].digit)}
          </option>
        ))}
      </select>
      <VisuallyHidden role="status">{typeLabel(type)}</VisuallyHidden>
    </>
  );
}

function withDigit(label: string, digit: number | null): string {
  return digit === null ? label : `${label}  ${MODIFIER}${String(digit)}`;
}

function typeAtCaret(editor: Editor): ElementType {
  const { doc, selection } = editor.state;
  const element = elementsOf(doc)[indexOf(selection.$head)];
  return element ? attributesOf(element).type : 'action';
}
