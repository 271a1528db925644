import { Form, useSubmit } from '@remix-run/react';
import { CircleAlert, FileText } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { cx, Icon, ProgressBar } from '#app/components/index.ts';
import styles from './new-project.module.css';

interface ScriptDropProps {
  readonly busy: boolean;
  readonly failure: string | undefined;
}

const MAX_BYTES = 20 * 1024 * 1024;

/** Where a script file is dropped or chosen; it is sent at once. */
export function ScriptDrop({ busy, failure }: ScriptDropProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState<string>();
  const errorId = useId();
  const error = tooLarge ?? (busy ? undefined : failure);

  const send = (file: File | undefined) => {
    if (!file || busy) return;
    const large = file.size > MAX_BYTES;
    setTooLarge(large ? `${file.name} is over 20 MB, so it was not sent. A script of text is far smaller.` : undefined);
    if (!large) submit(form.current);
  };

  return (
    <Form ref={form} method="post" encType="multipart/form-data">
      <input type="hidden" name="intent" value="import" />
      <div
        className={cx(styles['drop'], over && styles['over'])}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
      >
        <Icon of={FileText} size={20} />
        <span className={styles['what']}>{busy ? 'Reading the script' : 'Open a Fountain file'}</span>
        {busy ? (
          <ProgressBar label="Reading the script" value={null} className={styles['progress'] ?? ''} />
        ) : (
          <span className={styles['hint']}>Drop it here, or click to choose. Up to 20 MB.</span>
        )}
        <input
          type="file"
          name="file"
          required
          accept=".fountain,.spmd,.txt,text/plain"
          aria-label="Fountain file"
          aria-describedby={error === undefined ? undefined : errorId}
          onChange={(event) => send(event.target.files?.[0])}
        />
      </div>
      {error !== undefined && (
        <p id={errorId} role="alert" className={styles['failure']}>
          <Icon of={CircleAlert} />
          {error}
        </p>
      )}
      <noscript>
        <button type="submit">Open</button>
      </noscript>
    </Form>
  );
}
