import type { Editor } from '@tiptap/core';
import { Keyboard } from 'lucide-react';
import { useMemo, useState } from 'react';
import { later, useCommands, type Command } from '#app/components/index.ts';
import type { ElementType, Keymap } from '#shared/screenplay/index.ts';
import { setType } from './commands.ts';
import { TYPE_CHOICES, typeLabel } from './element-types.ts';
import type { ScriptKeys as Keys } from './use-script-keys.ts';

const KeysDialog = later(async () => (await import('./keys-dialog.tsx')).KeysDialog);

interface Props extends Keys {
  readonly editor: Editor;
}

/** What the keys of elements do, in the palette and on the sheet of shortcuts, and the dialog that changes it. */
export function ScriptKeys({ editor, keys, choices, choose }: Props) {
  const [open, setOpen] = useState(false);
  useCommands(useMemo(() => keyCommands(editor, keys, () => setOpen(true)), [editor, keys]));
  return open && <KeysDialog {...{ choices, choose }} onClose={() => setOpen(false)} />;
}

function keyCommands(editor: Editor, keys: Keymap, openDialog: () => void): Command[] {
  const become = (type: ElementType) => () => {
    setType(type)(editor.state, editor.view.dispatch.bind(editor.view));
    editor.view.focus();
  };
  return [
    { id: 'script.keys', label: 'Keys of the script', group: 'Script', icon: Keyboard, run: openDialog },
    ...TYPE_CHOICES.map(({ type, label }): Command => {
      const { digit } = keys.rows[type];
      const element = { id: `script.type-${type}`, label, group: 'Elements', run: become(type) };
      return digit === null ? element : { ...element, shortcut: `Mod+${String(digit)}`, heardElsewhere: true };
    }),
    ...TYPE_CHOICES.flatMap(({ type }) => pressed(type, keys)),
  ];
}

/** Types without a digit go on as action does; nobody looks for them on the sheet. */
function pressed(type: ElementType, { rows }: Keymap): Command[] {
  const { digit, enter, tab } = rows[type];
  const name = typeLabel(type);
  const shared = { group: 'Return and Tab', heardElsewhere: true, sheetOnly: true, run: () => {} };
  const onReturn = { ...shared, id: `script.return-${type}`, label: `${name}, then ${typeLabel(enter)}` };
  const onTab = tab && { ...shared, id: `script.tab-${type}`, label: `Empty ${name} to ${typeLabel(tab)}` };
  return [
    ...(digit === null ? [] : [{ ...onReturn, shortcut: 'Enter' }]),
    ...(digit === null || !onTab ? [] : [{ ...onTab, shortcut: 'Tab' }]),
  ];
}
