import { useEffect, useRef, type FocusEvent, type KeyboardEvent } from 'react';
import { MOST_LETTERS } from '#shared/drawing/index.ts';
import { Button } from '#app/components/index.ts';
import styles from './drawing-place.module.css';

interface TextBoxProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onDone: () => void;
  readonly onCallOff: () => void;
  /** The focus went elsewhere. */
  readonly onLeft: () => void;
}

/** Where the words of a drawing are typed; the frame shows them as they will be. */
export function TextBox({ words, onWords, onDone, onCallOff, onLeft }: TextBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus({ preventScroll: true });
    area.current?.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing || event.shiftKey) return;
    if (event.key === 'Enter') onDone();
    else if (event.key === 'Escape') onCallOff();
    else return;
    event.preventDefault();
  };
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    // Colours and sizes are those of the words; and another window takes the focus and brings it back.
    const stays =
      relatedTarget === null ||
      box.current?.contains(relatedTarget) ||
      relatedTarget.matches('input[name="drawing-colour"], input[name="drawing-width"]');
    if (!stays) onLeft();
  };
  return (
    <div ref={box} className={styles['textBox']} data-own-pointer onBlur={onBlur}>
      <textarea
        ref={area}
        aria-label="Words in the drawing. Enter is done, Shift and Enter begin a new line."
        placeholder="Words"
        rows={Math.min(4, words.split('\n').length)}
        maxLength={MOST_LETTERS}
        value={words}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button onClick={onDone}>Done</Button>
    </div>
  );
}
