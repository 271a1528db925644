import { useState } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { FormDialog, TextArea } from '#app/components/index.ts';
import { writeSynopsis } from '#shared/collab/index.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import { nameOf } from './move-row.ts';

interface Props {
  readonly connection: ProjectConnection;
  /** Whose synopsis is written; null while nobody asks. */
  readonly row: OutlineRow | null;
  readonly onClose: () => void;
}

/** Writes the synopsis of a scene or section without going to its place in the script. */
export function SynopsisDialog({ connection, row, onClose }: Props) {
  return (
    <FormDialog
      open={row !== null}
      onClose={onClose}
      title={row ? `Synopsis of ${nameOf(row)}` : 'Synopsis'}
      submit="Keep"
    >
      {(form) =>
        row && (
          <SynopsisForm
            form={form}
            row={row}
            onWritten={(text) => {
              changeSynopsis(connection, row, text);
              onClose();
            }}
          />
        )
      }
    </FormDialog>
  );
}

/** One step of undo; nothing is written where nothing changed. */
export function changeSynopsis(connection: ProjectConnection, row: OutlineRow, text: string): void {
  const synopsis = text.replace(/\s+/g, ' ').trim();
  if (synopsis === row.synopsis) return;
  editAs(connection, `synopsis of ${nameOf(row)}`, () => writeSynopsis(connection.doc, row.id, synopsis, newId));
}

interface FormProps {
  readonly form: string;
  readonly row: OutlineRow;
  readonly onWritten: (text: string) => void;
}

function SynopsisForm({ form, row, onWritten }: FormProps) {
  const [text, setText] = useState(row.synopsis);
  return (
    <form
      id={form}
      onSubmit={(event) => {
        event.preventDefault();
        onWritten(text);
      }}
    >
      <TextArea
        label={row.text || 'Untitled'}
        hint="Stands under the heading in the script; never printed."
        rows={4}
        data-autofocus=""
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onWritten(text);
        }}
      />
    </form>
  );
}
