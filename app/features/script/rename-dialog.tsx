import type { Editor } from '@tiptap/core';
import { useMemo, useState } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { continueStep, lastStep } from '#app/collab/undo-labels.ts';
import { FormDialog, Select, TextField, useToast } from '#app/components/index.ts';
import { renamedCharacter } from '#shared/cast/index.ts';
import { readCharacters, updateCharacter } from '#shared/collab/index.ts';
import { attributesOf, elementsOf, indexOf } from '#shared/editor/index.ts';
import { charactersOf, parseCue, renameCharacter, type Replacement } from '#shared/screenplay/index.ts';
import { countOfPlaces, replaceFound } from './find.ts';
import css from './find-bar.module.css';
import { paragraphsOf } from './paragraphs.ts';

interface Props {
  readonly editor: Editor;
  readonly connection: ProjectConnection;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Asks who gets another name, and gives it: in the script and in the cast, as one step of undo. */
export function RenameDialog({ editor, connection, open, onClose }: Props) {
  return (
    <FormDialog open={open} onClose={onClose} title="Rename a character" submit="Rename">
      {(form) => <RenameForm {...{ editor, connection, form }} close={onClose} />}
    </FormDialog>
  );
}

interface FormProps {
  readonly editor: Editor;
  readonly connection: ProjectConnection;
  readonly form: string;
  readonly close: () => void;
}

function RenameForm({ editor, connection, form, close }: FormProps) {
  const cast = useMemo(
    () => charactersOf(paragraphsOf(editor.state.doc)).sort((a, b) => b.speeches - a.speeches),
    [editor],
  );
  const [name, setName] = useState(() => (cast.find((one) => one.name === speakerAt(editor)) ?? cast[0])?.name ?? '');
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
    const count = renameEverywhere(editor, connection, name, wanted);
    toast({ message: `${name} is ${wanted.toUpperCase()} now, in ${countOfPlaces(count)}; one undo takes it back.` });
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
        hint={isTaken ? `${wanted.toUpperCase()} speaks already: from then on the two are one.` : whereOf(renamed)}
      />
    </form>
  );
}

/** Who speaks at the caret, or spoke last before it. */
function speakerAt({ state: { doc, selection } }: Editor): string | undefined {
  const cue = elementsOf(doc).findLast(
    (line, at) => at <= indexOf(selection.$head) && attributesOf(line).type === 'character',
  );
  return cue && parseCue(cue.textContent).name;
}

function whereOf(renamed: readonly Replacement[]): string {
  const [written] = renamed.map(({ text }) => text).filter((text) => text !== text.toUpperCase());
  const elsewhere = written === undefined ? 'and wherever the name stands as a word' : `and as ${written} in sentences`;
  return `In ${countOfPlaces(renamed.length)}: above speeches, ${elsewhere}. The cast has the new name, too.`;
}

/** Returns in how many places of the script. */
function renameEverywhere(editor: Editor, connection: ProjectConnection, name: string, to: string): number {
  // Others may have written since the dialog was drawn.
  const places = renameCharacter(paragraphsOf(editor.state.doc), name, to);
  const before = lastStep(connection);
  editor.view.dispatch(replaceFound(editor.state, places));
  const step = lastStep(connection);
  const renamed = renamedCharacter(readCharacters(connection.doc), name, to);
  if (renamed && step && step !== before)
    continueStep(connection, step, () => updateCharacter(connection.doc, renamed.id, renamed.patch));
  return places.length;
}
