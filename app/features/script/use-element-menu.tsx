import type { Editor } from '@tiptap/core';
import { useState, type ReactNode, type RefObject } from 'react';
import type { ElementType, Keymap } from '#shared/screenplay/index.ts';
import { setType } from './commands.ts';
import { currentElement } from './current-element.ts';
import { TYPE_CHOICES } from './element-types.ts';
import { LineMenu } from './line-menu.tsx';
import { placeBelow, type Place } from './place-below.ts';

/** What Return on an empty line asks, on this page: which element next? A letter or a digit answers, too. */
export function useElementMenu(page: RefObject<HTMLElement>) {
  const [menu, setMenu] = useState<{ readonly place: Place; readonly current: ElementType } | null>(null);
  return {
    open(editor: Editor): void {
      const current = currentElement(editor.state)?.attributes.type ?? 'action';
      setMenu({ place: placeBelow(editor, page.current, editor.state.selection.head), current });
    },
    shown(editor: Editor, keys: Keymap): ReactNode {
      if (!menu) return null;
      const close = (goesBack: boolean) => {
        setMenu(null);
        if (goesBack) editor.view.focus();
      };
      const items = TYPE_CHOICES.map(({ type, label, letter }) => ({
        ...{ label, keys: [letter, String(keys.rows[type].digit ?? '')], checked: type === menu.current },
        run: () => {
          setType(type)(editor.state, editor.view.dispatch.bind(editor.view));
          close(true);
        },
      }));
      return <LineMenu label="Element type" place={menu.place} items={items} onLeave={close} />;
    },
  };
}
