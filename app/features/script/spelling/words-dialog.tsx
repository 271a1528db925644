import { X } from 'lucide-react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { Button, Dialog, IconButton, TextField } from '#app/components/index.ts';
import { addWord, observeSettings, readWords, removeWord } from '#shared/collab/index.ts';
import css from './words-dialog.module.css';

interface Props {
  readonly connection: ProjectConnection;
  readonly onClose: () => void;
}

/** The film's own words, which every writer of it has added and anyone may take out again. */
export function WordsDialog({ connection, onClose }: Props) {
  const { doc } = connection;
  const words = useWords(doc);
  const [word, setWord] = useState('');
  const add = (event: React.FormEvent) => {
    event.preventDefault();
    const wanted = word.trim();
    if (wanted !== '') editAs(connection, `“${wanted}” in the dictionary`, () => addWord(doc, wanted));
    setWord('');
  };
  const remove = (known: string) =>
    editAs(connection, `removal of “${known}” from the dictionary`, () => removeWord(doc, known));
  return (
    <Dialog open onClose={onClose} title="The film’s dictionary">
      <form className={css['add']} onSubmit={add}>
        <TextField
          label="A word of this film"
          maxLength={60}
          value={word}
          onChange={(event) => setWord(event.target.value)}
          hint="Names of the cast and of places are known from the script."
        />
        <Button type="submit">Add</Button>
      </form>
      {words.length === 0 && <p>No word has been added yet.</p>}
      <ul className={css['words']}>
        {words.map((known) => (
          <li key={known}>
            {known}
            <IconButton icon={X} label={`Take out ${known}`} onClick={() => remove(known)} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function useWords(doc: ProjectConnection['doc']): readonly string[] {
  const subscribe = useCallback((listener: () => void) => observeSettings(doc, listener), [doc]);
  // One string for one list, so that it is the same while nothing changes.
  const joined = useSyncExternalStore(subscribe, () => [...readWords(doc)].sort(compare).join('\n'));
  return joined === '' ? NONE : joined.split('\n');
}

const NONE: readonly string[] = [];

function compare(a: string, b: string): number {
  return a.localeCompare(b);
}
