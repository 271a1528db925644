import { CircleAlert, FileText } from 'lucide-react';
import { useId, useState } from 'react';
import { cx, Icon, ProgressBar } from '#app/components/index.ts';
import styles from './new-project.module.css';

interface ScriptDropProps {
  readonly busy: boolean;
  /** How much of an open folder is sent, 0 to 1; without one, only scripts are taken. */
  readonly sent?: number | null;
  readonly failure: string | undefined;
  readonly onFile: (file: File) => void;
}

/** Where a script file is dropped or chosen. Inside a form it is the field `file` as well. */
export function ScriptDrop({ busy, sent, failure, onFile }: ScriptDropProps) {
  const [over, setOver] = useState(false);
  const errorId = useId();
  const takesFolders = sent !== undefined;
  const sending = typeof sent === 'number' && sent < 1;
  const doing = sending
    ? 'Sending the project'
    : typeof sent === 'number'
      ? 'Reading the project and its pictures'
      : 'Reading the script';
  const error = busy ? undefined : failure;
  return (
    <div>
      <div
        className={cx(styles['drop'], over && styles['over'])}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
      >
        <Icon of={FileText} size={20} />
        <span className={styles['what']}>
          {busy ? doing : takesFolders ? 'Open a script or a project' : 'Open a script'}
        </span>
        {busy ? (
          <ProgressBar label={doing} value={sending ? sent : null} className={styles['progress'] ?? ''} />
        ) : (
          <span className={styles['hint']}>
            Fountain, Final Draft (.fdx), plain text or JSON, up to 20 MB
            {takesFolders && '; or a whole project that was exported as an open folder (.zip)'}. Drop it here, or click
            to choose.
          </span>
        )}
        <input
          type="file"
          name="file"
          required
          accept={`.fountain,.spmd,.txt,.fdx,.fdxt,.json,text/plain${takesFolders ? ',.zip,application/zip' : ''}`}
          aria-label="Script file"
          aria-describedby={error === undefined ? undefined : errorId}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file && !busy) onFile(file);
            // The same file, mended, may be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {error !== undefined && (
        <p id={errorId} role="alert" className={styles['failure']}>
          <Icon of={CircleAlert} />
          {error}
        </p>
      )}
    </div>
  );
}
