import { useEffect, useRef, type KeyboardEvent } from 'react';
import { nextFocus } from './roving.ts';

/**
 * What a menu has in common with every other, whatever opens it: its element, its lines, and the keys that lead among them.
 * @param onToggle told when the browser has opened or closed it
 */
export function useMenuPopover(onToggle: (open: boolean) => void) {
  const menu = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const latest = useRef(onToggle);
  useEffect(() => {
    latest.current = onToggle;
  });
  useEffect(() => {
    const element = menu.current;
    // React 18 does not pass on the toggle event of popovers.
    const tell = (event: Event) => latest.current((event as ToggleEvent).newState === 'open');
    element?.addEventListener('toggle', tell);
    return () => element?.removeEventListener('toggle', tell);
  }, []);

  const entries = () => Array.from(menu.current?.querySelectorAll<HTMLElement>('[data-item]') ?? []);
  const moveFocus = (event: KeyboardEvent) => {
    const target = nextFocus(entries(), event, typed.current);
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  return { menu, entries, moveFocus };
}
