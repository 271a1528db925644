import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { useEffect, useState } from 'react';
import type { MisspeltWord } from './script-spelling.ts';

/** A word that is asked about, which moves with what others type before it and is let go when it is changed itself. */
export function useHeldWord(editor: Editor): readonly [MisspeltWord | null, (word: MisspeltWord | null) => void] {
  const [word, hold] = useState<MisspeltWord | null>(null);
  useEffect(() => {
    const follow = ({ transaction }: { transaction: Transaction }) => {
      if (transaction.docChanged) hold((held) => held && movedBy(transaction, held));
    };
    editor.on('transaction', follow);
    return () => {
      editor.off('transaction', follow);
    };
  }, [editor]);
  return [word, hold];
}

function movedBy({ mapping, doc }: Transaction, held: MisspeltWord): MisspeltWord | null {
  const [from, to] = [mapping.map(held.from, 1), mapping.map(held.to, -1)];
  if (from >= to || doc.textBetween(from, to) !== held.word) return null;
  return from === held.from ? held : { ...held, from, to };
}
