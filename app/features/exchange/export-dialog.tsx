import { useFetcher } from '@remix-run/react';
import { Download, FolderDown } from 'lucide-react';
import { useEffect } from 'react';
import { ButtonLink, Dialog, ProgressBar } from '#app/components/index.ts';
import { failureOf } from '#app/lib/failure.ts';
import { useProject } from '#app/lib/project-context.tsx';
import type { ExportChoice } from '#server/context.ts';
import styles from './export-dialog.module.css';

const FORMATS: Readonly<Record<ExportChoice['format'], { readonly name: string; readonly use: string }>> = {
  fountain: { name: 'Fountain', use: 'Plain text that every editor opens.' },
  fdx: { name: 'Final Draft (.fdx)', use: 'For Final Draft and what reads its files.' },
  pdf: { name: 'PDF', use: 'Pages as they are printed, to read and to sign.' },
  json: { name: 'JSON', use: 'For programs: each paragraph with its type.' },
};

interface ExportDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The formats a script goes out in, each with what it can't hold of this script. */
export function ExportDialog({ open, onClose }: ExportDialogProps) {
  const { session } = useProject();
  const { data, load } = useFetcher<{ readonly choices: readonly ExportChoice[] }>();
  const base = `/projects/${session.id}/export`;
  useEffect(() => {
    if (open) load(base);
  }, [open, load, base]);
  const failure = failureOf(data);
  return (
    <Dialog open={open} onClose={onClose} title="Export the script" wide>
      {!data && <ProgressBar label="Looking at the script" value={null} />}
      {failure && <p role="alert">{failure.message}</p>}
      {!failure && data && (
        <ul className={styles['formats']}>
          {data.choices.map(({ format, losses }) => (
            <li key={format} aria-label={FORMATS[format].name}>
              <div className={styles['what']}>
                <h3>{FORMATS[format].name}</h3>
                <p className={styles['use']}>{FORMATS[format].use}</p>
                {losses.length === 0 ? (
                  <p>{format === 'pdf' ? 'Shows' : 'Holds'} everything in this script.</p>
                ) : (
                  <>
                    <p>It can’t hold of this script:</p>
                    <ul className={styles['losses']}>
                      {losses.map(({ message }) => (
                        <li key={message}>{message}</li>
                      ))}
                    </ul>
                  </>
                )}
              </div>
              <ButtonLink
                to={`${base}/${format}`}
                icon={Download}
                reloadDocument
                aria-label={`Download ${FORMATS[format].name}`}
              >
                Download
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
      <p className={styles['use']}>A file holds the script. Boards, comments and history stay in the project.</p>
      <section className={styles['whole']} aria-labelledby="export-whole">
        <div className={styles['what']}>
          <h3 id="export-whole">Everything as an open folder</h3>
          <p className={styles['use']}>
            Script, boards and every picture in plain files, in a zip. “New project” takes it in again, here or on
            another server, just as it was. Comments and history stay here.
          </p>
        </div>
        <ButtonLink
          to={`/projects/${session.id}/folder`}
          icon={FolderDown}
          reloadDocument
          aria-label="Download everything"
        >
          Download
        </ButtonLink>
      </section>
    </Dialog>
  );
}
