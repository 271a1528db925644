import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { LineMenu, type LineMenuItem } from '../line-menu.tsx';
import { placeBelow, type Place } from '../place-below.ts';
import type { MisspeltWord } from './script-spelling.ts';

export type SpellAct =
  | { readonly kind: 'replace'; readonly by: string }
  | { readonly kind: 'learn' | 'pass' }
  /** The keyboard may be somewhere else already. */
  | { readonly kind: 'leave'; readonly goesBack: boolean };

interface Props {
  readonly editor: Editor;
  readonly page: RefObject<HTMLElement>;
  readonly word: MisspeltWord;
  readonly suggest: () => Promise<readonly string[]>;
  readonly onAct: (act: SpellAct) => void;
}

/** What a misspelt word may have meant, below it; a suggestion's digit picks it, too. */
export function SpellMenu({ editor, page, word, suggest, onAct }: Props) {
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
  if (place === null || suggestions === null) return null;

  const replacing = suggestions.map((by, index): LineMenuItem => ({
    ...{ label: by, keys: [String(index + 1)], run: () => onAct({ kind: 'replace', by }) },
  }));
  const items: readonly LineMenuItem[] = [
    ...replacing,
    {
      ...{ label: `Add “${word.word}” to the film’s dictionary`, begins: suggestions.length > 0 },
      run: () => onAct({ kind: 'learn' }),
    },
    { label: 'Let it pass for now', run: () => onAct({ kind: 'pass' }) },
  ];
  return (
    <LineMenu
      label={`Spelling of ${word.word}`}
      {...{ place, items }}
      onLeave={(goesBack) => onAct({ kind: 'leave', goesBack })}
    >
      {suggestions.length === 0 && <p>Nothing like it is in the dictionary.</p>}
    </LineMenu>
  );
}
