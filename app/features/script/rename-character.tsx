import type { Editor } from '@tiptap/core';
import { UserPen } from 'lucide-react';
import { useMemo, useState } from 'react';
import { FormDialog, Select, TextField, useCommands, useToast, type Command } from '#app/components/index.ts';
import { charactersOf, renameCharacter } from '#shared/screenplay/index.ts';
import { replaceFound } from './find.ts';
import css from './find-bar.module.css';
import { paragraphsOf } from './paragraphs.ts';

/** The command that gives a character another name, and what it asks. */
export function RenameCharacter({ editor }: { readonly editor: Editor }) {
  const [open, setOpen] = useState(false);
  const commands = useMemo<readonly Command[]>(() => {
    const rename = { id: 'script.rename-character', label: 'Rename a character everywhere', icon: UserPen };
    return [{ ...rename, group: 'Script', run: () => setOpen(true) }];
  }, []);
  useCommands(commands);
  const close = () => setOpen(false);
  return (
    <FormDialog open={open} onClose={close} title="Rename a character" submit="Rename">
      {(form) => <RenameForm {...{ editor, form, close }} />}
    </FormDialog>
  );
}

interface FormProps {
  readonly editor: Editor;
  readonly form: string;
  readonly close: () => void;
}

function RenameForm({ editor, form, close }: FormProps) {
  const cast = useMemo(
    () => charactersOf(paragraphsOf(editor.state.doc)).sort((a, b) => b.speeches - a.speeches),
    [editor],
  );
  const [name, setName] = useState(cast[0]?.name ?? '');
  const [to, setTo] = useState('');
  const [missing, setMissing] = useState(false);
  const toast = useToast();
  if (cast.length === 0) return <p>Nobody speaks in this script yet.</p>;

  const wanted = to.trim();
  const renamed = renameCharacter(paragraphsOf(editor.state.doc), name, wanted);
  const isTaken = cast.some((other) => other.name === wanted.toUpperCase() && other.name !== name);
  const rename = (event: React.FormEvent) => {
    event.preventDefault();
    setMissing(wanted === '');
    if (wanted === '') return;
    // Others may have written since this was drawn.
    const now = renameCharacter(paragraphsOf(editor.state.doc), name, wanted);
    editor.view.dispatch(replaceFound(editor.state, now));
    toast({ message: `${name} is ${wanted} now, in ${String(now.length)} places; one undo takes it back.` });
    close();
  };
  return (
    <form id={form} className={css['form']} onSubmit={rename}>
      <Select
        label="Character"
        options={cast.map(({ name: value }) => ({ value, label: value }))}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label="New name"
        value={to}
        onChange={(event) => setTo(event.target.value)}
        error={missing && wanted === '' ? 'Write the new name.' : undefined}
        hint={
          isTaken
            ? `${wanted.toUpperCase()} speaks already: from then on the two are one.`
            : `In ${String(renamed.length)} places: above speeches, and wherever the name stands as a word.`
        }
      />
    </form>
  );
}
