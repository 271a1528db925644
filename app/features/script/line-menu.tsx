import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { nextFocus } from '#app/components/index.ts';
import css from './line-menu.module.css';
import { putAt, type Place } from './place-below.ts';

export interface LineMenuItem {
  readonly label: string;
  /** Shown beside it, and pick it. */
  readonly keys?: readonly string[];
  /** Of one of several: whether it is the one that holds. */
  readonly checked?: boolean;
  /** Stands apart from what is above it. */
  readonly begins?: boolean;
  readonly run: () => void;
}

interface Props {
  readonly label: string;
  readonly place: Place;
  readonly items: readonly LineMenuItem[];
  /** What is said above the items. */
  readonly children?: ReactNode;
  /** @param goesBack whether the keyboard is to go back into the script: it may be somewhere else already */
  readonly onLeave: (goesBack: boolean) => void;
}

const LEAVING = new Set(['Escape', 'Backspace', 'Tab']);

/** A menu about a line of the script. Arrows and Return pick, and so do the keys beside the items. */
export function LineMenu({ label, place, items, children, onLeave }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const entries = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  useLayoutEffect(() => {
    if (menu.current) putAt(menu.current, place);
  });
  useEffect(() => {
    const all = entries();
    (all.find((entry) => entry.ariaChecked === 'true') ?? all[0])?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const picked = items.find(({ keys }) => keys?.includes(event.key.toLowerCase()));
    if (picked) picked.run();
    else if (LEAVING.has(event.key)) onLeave(true);
    else {
      const next = nextFocus(entries(), event, { text: '', at: 0 });
      if (!next) return;
      next.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      className={css['menu']}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onLeave(relatedTarget === null);
      }}
    >
      {children}
      {items.map(({ label: name, keys = [], checked, begins, run }) => (
        <button
          key={name}
          type="button"
          role={checked === undefined ? 'menuitem' : 'menuitemradio'}
          {...(checked !== undefined && { 'aria-checked': checked })}
          {...(begins && { 'data-begins': '' })}
          tabIndex={-1}
          className={css['item']}
          onClick={run}
          onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
        >
          <span>{name}</span>
          {keys.map((key) => (
            <kbd key={key}>{key.toUpperCase()}</kbd>
          ))}
        </button>
      ))}
    </div>
  );
}
