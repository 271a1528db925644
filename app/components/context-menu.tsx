import { useEffect, useRef, type KeyboardEvent } from 'react';
import { MenuEntry, type MenuItem } from './menu.tsx';
import styles from './menu.module.css';
import { place, POPOVER } from './place.ts';
import { useMenuPopover } from './use-menu-popover.ts';

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
  const origin = useRef<HTMLElement | null>(null);
  const { menu, moveFocus } = useMenuPopover((open) => !open && onClose());
  useEffect(() => {
    const element = menu.current;
    if (!at || !element) return;
    if (!element.contains(document.activeElement)) origin.current = document.activeElement as HTMLElement | null;
    element.showPopover();
    place(element, new DOMRect(at.x, at.y), { side: 'bottom', align: 'start' });
    (
      element.querySelector<HTMLElement>('[aria-checked="true"]') ?? element.querySelector<HTMLElement>('[data-item]')
    )?.focus();
  }, [at, menu]);
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
    moveFocus(event);
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
