import type { Editor } from '@tiptap/core';
import { useState, type ReactNode, type RefObject } from 'react';
import type { ElementType, Keymap } from '#shared/screenplay/index.ts';
import { setType } from './commands.ts';
import { currentElement } from './current-element.ts';
import { ElementMenu } from './element-menu.tsx';
import { placeBelow, type Place } from './place-below.ts';

/** The menu of elements at the caret, on this page. */
export function useElementMenu(page: RefObject<HTMLElement>) {
  const [menu, setMenu] = useState<(Place & { readonly current: ElementType }) | null>(null);
  return {
    open(editor: Editor): void {
      const current = currentElement(editor.state)?.attributes.type ?? 'action';
      setMenu({ ...placeBelow(editor, page.current, editor.state.selection.head), current });
    },
    shown(editor: Editor, keys: Keymap): ReactNode {
      const close = () => {
        setMenu(null);
        editor.view.focus();
      };
      const pick = (type: ElementType) => {
        setType(type)(editor.state, editor.view.dispatch.bind(editor.view));
        close();
      };
      return menu && <ElementMenu {...menu} keys={keys} onClose={close} onPick={pick} />;
    },
  };
}
