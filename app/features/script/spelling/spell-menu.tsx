import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { placeBelow, type Place } from '../place-below.ts';
import type { MisspeltWord } from './script-spelling.ts';
import css from './spell-menu.module.css';

export type SpellAct =
  { readonly kind: 'replace'; readonly by: string } | { readonly kind: 'learn' | 'pass' | 'leave' };

interface Props {
  readonly editor: Editor;
  readonly page: RefObject<HTMLElement>;
  readonly word: MisspeltWord;
  readonly suggest: () => Promise<readonly string[]>;
  readonly onAct: (act: SpellAct) => void;
}

interface Item {
  readonly label: string;
  readonly act: SpellAct;
  readonly isWord?: boolean;
}

/** What a misspelt word may have meant, below it. Arrows and Return pick, and so does a suggestion's digit. */
export function SpellMenu({ editor, page, word, suggest, onAct }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const [suggestions, setSuggestions] = useState<readonly string[] | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const latest = useRef(suggest);
  useEffect(() => {
    let left = false;
    void latest.current().then((found) => {
      if (!left) setSuggestions(found);
    });
    // When the word has been scrolled into view.
    const frame = requestAnimationFrame(() => setPlace(placeBelow(editor, page.current, word.from)));
    return () => {
      left = true;
      cancelAnimationFrame(frame);
    };
  }, [editor, page, word.from]);
  const isOpen = place !== null && suggestions !== null;
  useEffect(() => {
    if (isOpen) menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [isOpen]);
  if (!isOpen) return null;

  const items: readonly Item[] = [
    ...suggestions.map((by): Item => ({ label: by, act: { kind: 'replace', by }, isWord: true })),
    { label: `Add “${word.word}” to the film’s dictionary`, act: { kind: 'learn' } },
    { label: 'Let it pass for now', act: { kind: 'pass' } },
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const digit = items[Number(event.key) - 1];
    if (digit?.isWord) onAct(digit.act);
    else if (event.key === 'Escape' || event.key === 'Tab') onAct({ kind: 'leave' });
    else if (!moveFocus(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={menu}
      role="menu"
      aria-label={`Spelling of ${word.word}`}
      className={css['menu']}
      style={place}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onAct({ kind: 'leave' });
      }}
    >
      {suggestions.length === 0 && <p className={css['none']}>Nothing like it is in the dictionary.</p>}
      {items.map(({ label, act, isWord }, index) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={css['item']}
          data-begins={!isWord && items[index - 1]?.isWord ? '' : undefined}
          onClick={() => onAct(act)}
        >
          {label}
          {isWord && <kbd>{index + 1}</kbd>}
        </button>
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function moveFocus({ key, currentTarget }: KeyboardEvent<HTMLDivElement>): boolean {
  const step = STEPS[key];
  if (step === undefined) return false;
  const items = [...currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
  return true;
}
