import { useEffect, useRef, type KeyboardEvent } from 'react';
import { MenuEntry, type MenuItem } from './menu.tsx';
import styles from './menu.module.css';
import { place, POPOVER } from './place.ts';
import { nextFocus } from './roving.ts';

/** Pixels from the window's top left corner. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

interface ContextMenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** Where it stands; null while it is closed. A new object opens it anew. */
  readonly at: MenuPlace | null;
  readonly onClose: () => void;
}

/** A menu about what was pressed; the keyboard returns there when it closes. */
export function ContextMenu({ label, items, at, onClose }: ContextMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const origin = useRef<HTMLElement | null>(null);
  const typed = useRef({ text: '', at: 0 });
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    const element = menu.current;
    // React 18 does not pass on the toggle event of popovers.
    const onToggle = (event: Event) => (event as ToggleEvent).newState === 'closed' && latest.current();
    element?.addEventListener('toggle', onToggle);
    return () => element?.removeEventListener('toggle', onToggle);
  }, []);

  const entries = () => Array.from(menu.current?.querySelectorAll<HTMLElement>('[data-item]') ?? []);
  useEffect(() => {
    const element = menu.current;
    if (!at || !element) return;
    if (!element.contains(document.activeElement)) origin.current = document.activeElement as HTMLElement | null;
    element.showPopover();
    place(element, new DOMRect(at.x, at.y), { side: 'bottom', align: 'start' });
    (element.querySelector<HTMLElement>('[aria-checked="true"]') ?? entries()[0])?.focus();
  }, [at]);
  const close = () => {
    menu.current?.hidePopover();
    origin.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
      return;
    }
    const target = nextFocus(entries(), event, typed.current);
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  return (
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      className={styles['menu']}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
      {...POPOVER.auto}
    >
      {items.map((item, index) => (
        <MenuEntry key={index} item={item} close={close} />
      ))}
    </div>
  );
}
