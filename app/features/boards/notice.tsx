import { useEffect, useRef, useState } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { onUndoChange } from '#app/collab/undo-labels.ts';
import { Button } from '#app/components/index.ts';
import styles from './boards-pane.module.css';

const SHOWN_MS = 8000;

export interface UndoNotice {
  readonly text: string | null;
  readonly offer: (text: string) => void;
  readonly undo: () => void;
}

/** Offers to take back the last act, as long as it is the last: never something that came after it. */
export function useNotice(undo: ProjectConnection['undo']): UndoNotice {
  const [text, setText] = useState<string | null>(null);
  const about = useRef<unknown>(null);
  useEffect(() => onUndoChange(undo, () => undo.undoStack.at(-1) !== about.current && setText(null)), [undo]);
  useEffect(() => {
    if (text === null) return undefined;
    const timer = setTimeout(() => setText(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return {
    text,
    offer(next) {
      about.current = undo.undoStack.at(-1);
      setText(next);
    },
    undo() {
      undo.undo();
      setText(null);
    },
  };
}

export function Notice({ notice }: { notice: UndoNotice }) {
  if (notice.text === null) return null;
  return (
    <div className={styles['notice']}>
      {notice.text}
      <Button onClick={notice.undo}>Undo</Button>
    </div>
  );
}
