import { useState } from 'react';
import { FormDialog, TextField } from '#app/components/index.ts';
import { MOST_OF_A_BOOKMARK } from '#shared/collab/index.ts';
import type { Bookmark } from '#shared/screenplay/index.ts';

interface Props {
  /** The line and the name to begin with; null while nobody asks. */
  readonly asked: Bookmark | null;
  readonly onNamed: (bookmark: Bookmark) => void;
  readonly onClose: () => void;
}

/** Asks what a place in the script is called. */
export function BookmarkDialog({ asked, onNamed, onClose }: Props) {
  return (
    <FormDialog open={asked !== null} onClose={onClose} title="Bookmark" submit="Keep">
      {(form) => asked && <BookmarkForm form={form} asked={asked} onNamed={onNamed} />}
    </FormDialog>
  );
}

function BookmarkForm({ form, asked, onNamed }: { form: string; asked: Bookmark; onNamed: Props['onNamed'] }) {
  const [name, setName] = useState(asked.name);
  const wanted = name.trim();
  return (
    <form
      id={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') onNamed({ id: asked.id, name: wanted });
      }}
    >
      <TextField
        label="Name of this place"
        hint="Everybody in the project finds it in the list of scenes."
        maxLength={MOST_OF_A_BOOKMARK}
        required
        value={name}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
      />
    </form>
  );
}
