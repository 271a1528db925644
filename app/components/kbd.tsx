import { useSyncExternalStore } from 'react';
import styles from './kbd.module.css';
import { shortcutText } from './shortcut.ts';

const never = () => () => undefined;

/** Whether this is an Apple keyboard; false on the server and during hydration. */
export function useApple(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
}

/** A keyboard shortcut as this person's keyboard names it: `Mod+Shift+K` → ⇧⌘K or Ctrl+Shift+K. */
export function Kbd({ keys }: { readonly keys: string }) {
  const apple = useApple();
  return <kbd className={styles['kbd']}>{shortcutText(keys, apple)}</kbd>;
}
