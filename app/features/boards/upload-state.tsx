import { X } from 'lucide-react';
import type { TakeId } from '#shared/lib/ids.ts';
import { IconButton, ProgressBar, cx } from '#app/components/index.ts';
import type { Upload } from './picture-uploads.ts';
import over from './over-picture.module.css';
import styles from './upload-state.module.css';

interface UploadStateProps {
  readonly upload: Upload;
  readonly reachable: boolean;
  readonly onCancel: (take: TakeId) => void;
  /** No room for words: the bar and the button have names of their own. */
  readonly small?: boolean;
}

const WORDS: Readonly<Record<Upload['state'], string>> = {
  waiting: 'Waiting for its turn',
  sending: 'Sending',
  reading: 'Reading',
  away: 'No connection: it is sent when there is one',
};

/** The same where there is room for a bar alone. */
export function UploadBar({ upload, className = '' }: { readonly upload: Upload; readonly className?: string }) {
  const { name, state, sent } = upload;
  const value = state === 'sending' ? sent : state === 'reading' ? null : 0;
  return <ProgressBar label={`Adding ${name}`} value={value} className={className} />;
}

/** A picture on its way to this card: how far it is, and the way to call it off. */
export function UploadState({ upload, reachable, onCancel, small = false }: UploadStateProps) {
  const { name, state, take } = upload;
  return (
    <div className={cx(over['foot'], styles['upload'])} data-small={small}>
      {!small && (
        <p title={name}>
          <span className={styles['state']}>{WORDS[state]}</span> <span className={styles['name']}>{name}</span>
        </p>
      )}
      <IconButton
        icon={X}
        label={`Do not add ${name}`}
        tabIndex={reachable ? 0 : -1}
        onClick={(event) => {
          event.stopPropagation();
          onCancel(take);
        }}
      />
      <UploadBar upload={upload} className={styles['bar'] ?? ''} />
    </div>
  );
}
