import type { FileDrop } from './use-file-drop.ts';
import styles from './file-drop-mark.module.css';

/** Where held files would land: round what takes them, or a line between two. */
export function FileDropMark({ drop }: { readonly drop: FileDrop | null }) {
  return drop && <div className={styles['mark']} data-onto={drop.place.kind === 'panels'} style={{ ...drop.mark }} />;
}
