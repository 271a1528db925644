import type { Editor } from '@tiptap/core';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { placeBelow, putAt, type Place } from './place-below.ts';
import css from './smart-type-list.module.css';
import { SMART_TYPE_LIST, openSmartType, optionId, takeOption, type SmartType } from './smart-type.ts';
import { useEditorValue } from './use-editor-value.ts';

interface Props {
  readonly editor: Editor;
  readonly page: RefObject<HTMLElement>;
}

/** What the line may become, below it. The caret stays in the line; its keys are in smart-type.ts. */
export function SmartTypeList({ editor, page }: Props) {
  const open = useEditorValue(editor, ({ state }) => openSmartType(state));
  return open && <List key={open.position} {...{ editor, page, open }} />;
}

function List({ editor, page, open }: Props & { readonly open: SmartType }) {
  const list = useRef<HTMLUListElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  // Whenever it is drawn: what fits may grow or shrink.
  useLayoutEffect(() => {
    if (list.current && place) putAt(list.current, place);
  });
  // When it has been drawn once: a line that changes its type is told to be where it was until then. And with every word.
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPlace(placeBelow(editor, page.current, open.position)));
    });
    return () => cancelAnimationFrame(frame);
  }, [editor, page, open.position, open.options]);
  const take = (index: number) => {
    const tr = takeOption(editor.state, index);
    if (tr) editor.view.dispatch(tr);
  };
  return (
    <ul
      ref={list}
      id={SMART_TYPE_LIST}
      role="listbox"
      aria-label="Suggestions"
      className={css['list']}
      style={{ visibility: place ? 'visible' : 'hidden' }}
      // The caret stays where it is.
      onMouseDown={(event) => event.preventDefault()}
    >
      {open.options.map((option, index) => (
        <li
          key={option}
          id={optionId(index)}
          role="option"
          aria-selected={index === open.active}
          className={css['option']}
          onClick={() => take(index)}
        >
          {option}
        </li>
      ))}
    </ul>
  );
}
