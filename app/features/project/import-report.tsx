import { Button, ButtonLink, Dialog } from '#app/components/index.ts';
import type { ImportNote } from '#server/context.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import styles from './import-report.module.css';

/** What the workspace page answers when a file came in with remarks. */
export interface Imported {
  readonly project: ProjectId;
  readonly file: string;
  readonly notes: readonly ImportNote[];
}

/** What an import did not take as it stood, by line, before the project opens. */
export function ImportReport({ imported, onClose }: { readonly imported: Imported; readonly onClose: () => void }) {
  const { file, notes, project } = imported;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`${file} is open, with ${notes.length === 1 ? 'one remark' : `${String(notes.length)} remarks`}`}
      footer={
        <>
          <Button onClick={onClose}>Stay here</Button>
          <ButtonLink to={`/projects/${project}/split`} variant="primary" data-autofocus>
            Open the project
          </ButtonLink>
        </>
      }
    >
      <p>Everything in the file was taken. These lines were not clear, and are worth a look:</p>
      <ol className={styles['notes']}>
        {notes.map((note, at) => (
          <li key={at}>
            <span className={styles['line']}>Line {note.line}</span>
            {note.message}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
