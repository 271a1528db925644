import { useRef, useState } from 'react';
import styles from './panel-card.module.css';

interface CaptionProps {
  readonly caption: string;
  readonly canEdit: boolean;
  readonly editing: boolean;
  readonly reachable: boolean;
  readonly onEdit: () => void;
  /** Null: the person gave up. */
  readonly onDone: (caption: string | null) => void;
}

export function Caption({ caption, canEdit, editing, reachable, onEdit, onDone }: CaptionProps) {
  if (editing) return <CaptionField caption={caption} onDone={onDone} />;
  if (!canEdit) return <p className={styles['caption']}>{caption}</p>;
  return (
    <button
      type="button"
      className={`${styles['caption']} ${styles['captionButton']}`}
      tabIndex={reachable ? 0 : -1}
      data-empty={caption === ''}
      title={caption === '' ? 'Add a caption (F2)' : caption}
      onClick={(event) => {
        event.stopPropagation();
        onEdit();
      }}
    >
      {caption === '' ? 'Add a caption' : caption}
    </button>
  );
}

function CaptionField({ caption, onDone }: Pick<CaptionProps, 'caption' | 'onDone'>) {
  const [text, setText] = useState(caption);
  // A field that leaves the page loses its focus too: the first word is the last.
  const done = useRef(false);
  const finish = (result: string | null) => {
    if (!done.current) onDone(result);
    done.current = true;
  };
  return (
    <input
      autoFocus
      className={`${styles['caption']} ${styles['captionField']}`}
      aria-label="Caption"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => finish(text.trim())}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(text.trim());
        if (event.key === 'Escape') finish(null);
      }}
    />
  );
}
