import { CircleAlert, FileText } from 'lucide-react';
import { useId, useState } from 'react';
import { cx, Icon, ProgressBar } from '#app/components/index.ts';
import styles from './new-project.module.css';

interface ScriptDropProps {
  readonly busy: boolean;
  readonly failure: string | undefined;
  readonly onFile: (file: File) => void;
}

/** Where a script file is dropped or chosen. Inside a form it is the field `file` as well. */
export function ScriptDrop({ busy, failure, onFile }: ScriptDropProps) {
  const [over, setOver] = useState(false);
  const errorId = useId();
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
        <span className={styles['what']}>{busy ? 'Reading the script' : 'Open a script'}</span>
        {busy ? (
          <ProgressBar label="Reading the script" value={null} className={styles['progress'] ?? ''} />
        ) : (
          <span className={styles['hint']}>
            Fountain, Final Draft (.fdx), plain text or JSON, up to 20 MB. Drop it here, or click to choose.
          </span>
        )}
        <input
          type="file"
          name="file"
          required
          accept=".fountain,.spmd,.txt,.fdx,.fdxt,.json,text/plain"
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
