import type { Editor } from '@tiptap/core';
import { Columns2 } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { IconButton, useCommands, useToast, type Command } from '#app/components/index.ts';
import { secondCueAt, toggleBeside } from './dual-dialogue.ts';
import css from './script-pane.module.css';
import { useEditorValue } from './use-editor-value.ts';

/** Puts two speeches beside each other, and under each other again. */
export function BesideButton({ editor }: { readonly editor: Editor }) {
  const state = useEditorValue(editor, stateAt);
  const toast = useToast();
  const toggle = useCallback(() => {
    toggleBeside((message) => toast({ message }))(editor.state, editor.view.dispatch.bind(editor.view));
    editor.view.focus();
  }, [editor, toast]);
  useCommands(
    useMemo<readonly Command[]>(() => {
      const beside = { id: 'script.beside', label: LABEL, icon: Columns2, shortcut: KEY, heardElsewhere: true };
      return [{ ...beside, group: 'Script', keywords: 'dual dialogue', run: toggle }];
    }, [toggle]),
  );
  return (
    <IconButton
      icon={Columns2}
      label={LABEL}
      shortcut={KEY}
      className={css['tool']}
      pressed={state === 'beside'}
      disabled={state === 'none'}
      // The caret stays in the script.
      onMouseDown={(event) => event.preventDefault()}
      onClick={toggle}
    />
  );
}

const LABEL = 'Speeches side by side';
const KEY = 'Mod+D';

function stateAt({ state }: Editor): 'none' | 'apart' | 'beside' {
  const second = secondCueAt(state);
  if (!second) return 'none';
  return second.isBeside ? 'beside' : 'apart';
}
