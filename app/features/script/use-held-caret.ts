import { useLayoutEffect, useRef, type RefObject } from 'react';
import { textDifference } from '#shared/editor/index.ts';

interface Held {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Keeps the caret of a text field among its words while somebody else writes in the same field. Call `note` whenever the
 * person moved it.
 */
export function useHeldCaret(field: RefObject<HTMLTextAreaElement>, value: string): () => void {
  const held = useRef<Held | null>(null);
  const note = () => {
    const { current } = field;
    held.current = current && { value: current.value, start: current.selectionStart, end: current.selectionEnd };
  };
  useLayoutEffect(() => {
    const [{ current }, before] = [field, held.current];
    if (!current || !before || before.value === value || document.activeElement !== current) return;
    const [start, end] = [before.start, before.end].map((at) => moved(at, before.value, value)) as [number, number];
    current.setSelectionRange(start, end);
    held.current = { value, start, end };
  }, [field, value]);
  return note;
}

function moved(at: number, before: string, after: string): number {
  const { start, removed, inserted } = textDifference(before, after);
  if (at <= start) return at;
  return at >= start + removed ? at + inserted - removed : start + inserted;
}
