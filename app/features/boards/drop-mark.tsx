import type { Box } from './layout.ts';
import type { FileDrop } from './use-file-drop.ts';
import styles from './drop-mark.module.css';

interface DropMarkProps {
  readonly at: Box;
  /** Round what takes it; else a line between two. */
  readonly onto?: boolean;
}

/** Where what is held would land. */
export function DropMark({ at, onto = false }: DropMarkProps) {
  return <div className={styles['mark']} data-onto={onto} style={{ ...at }} />;
}

export function FileDropMark({ drop }: { readonly drop: FileDrop | null }) {
  return drop && <DropMark at={drop.mark} onto={drop.place.kind === 'panels'} />;
}
