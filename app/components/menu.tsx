import { Link } from '@remix-run/react';
import { Check, type LucideIcon } from 'lucide-react';
import {
  cloneElement,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEventHandler,
  type ReactElement,
  type Ref,
} from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import styles from './menu.module.css';
import { place, POPOVER, type Placement } from './place.ts';
import { useMenuPopover } from './use-menu-popover.ts';

interface ItemLook {
  readonly label: string;
  /** A quieter second line. */
  readonly note?: string;
  readonly icon?: LucideIcon;
  /** A colour to choose, shown before its name. */
  readonly swatch?: string;
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
}

export type MenuItem =
  | ({ readonly kind: 'action'; readonly onSelect: () => void } & ItemLook)
  /** `download` fetches a file, past the router. */
  | ({ readonly kind: 'link'; readonly to: string; readonly download?: boolean } & ItemLook)
  /** `choice`: one of several; `toggle`: on or off by itself. */
  | ({ readonly kind: 'choice' | 'toggle'; readonly checked: boolean; readonly onSelect: () => void } & ItemLook)
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'separator' };

interface TriggerProps {
  ref?: Ref<HTMLButtonElement>;
  onClick?: MouseEventHandler<HTMLButtonElement>;
  onPointerDown?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
}

interface MenuProps {
  readonly label: string;
  /** A button that passes on its ref and properties: Button or IconButton. */
  readonly trigger: ReactElement<TriggerProps>;
  readonly items: readonly MenuItem[];
  readonly align?: Placement['align'];
}

export function Menu({ label, trigger, items, align = 'start' }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  // The browser closes the menu between pointerdown and click: the click must not open it again.
  const closing = useRef(false);
  const [open, setOpen] = useState(false);
  const { menu, entries, moveFocus } = useMenuPopover(setOpen);

  const show = (at: 'first' | 'last') => {
    if (!menu.current || !button.current) return;
    menu.current.showPopover();
    place(menu.current, button.current.getBoundingClientRect(), { side: 'bottom', align });
    entries()
      .at(at === 'first' ? 0 : -1)
      ?.focus();
  };
  const close = () => {
    menu.current?.hidePopover();
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault();
      event.stopPropagation();
      close();
      return;
    }
    moveFocus(event);
  };

  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': id,
        onPointerDown: () => {
          closing.current = menu.current?.matches(':popover-open') ?? false;
        },
        onClick: () => {
          if (!closing.current) show('first');
          closing.current = false;
        },
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          show(event.key === 'ArrowDown' ? 'first' : 'last');
        },
      })}
      <div
        ref={menu}
        id={id}
        role="menu"
        aria-label={label}
        className={styles['menu']}
        onKeyDown={onKeyDown}
        {...POPOVER.auto}
      >
        {items.map((item, at) => (
          <MenuEntry key={at} item={item} close={close} />
        ))}
      </div>
    </>
  );
}

/** A line of a menu. Outside the components ask for a `Menu`. */
export function MenuEntry({ item, close }: { readonly item: MenuItem; readonly close: () => void }) {
  if (item.kind === 'separator') return <div role="separator" className={styles['separator']} />;
  if (item.kind === 'heading') {
    return (
      <div role="presentation" className={styles['heading']}>
        {item.label}
      </div>
    );
  }
  const shared = {
    tabIndex: -1,
    'data-item': item.label,
    'aria-disabled': item.disabled,
    className: cx(styles['item'], item.danger && styles['danger']),
    onPointerMove: (event: { currentTarget: HTMLElement }) => event.currentTarget.focus({ preventScroll: true }),
  };
  const content = (
    <>
      {'checked' in item && <span className={styles['check']}>{item.checked && <Icon of={Check} />}</span>}
      {item.icon && <Icon of={item.icon} />}
      {item.swatch !== undefined && <span className={styles['swatch']} style={{ background: item.swatch }} />}
      <span className={styles['text']}>
        {item.label}
        {item.note !== undefined && <span className={styles['note']}>{item.note}</span>}
      </span>
      {item.shortcut !== undefined && <Kbd keys={item.shortcut} />}
    </>
  );
  if (item.kind === 'link') {
    return (
      <Link to={item.to} role="menuitem" reloadDocument={item.download ?? false} onClick={close} {...shared}>
        {content}
      </Link>
    );
  }
  const role = { action: 'menuitem', choice: 'menuitemradio', toggle: 'menuitemcheckbox' }[item.kind];
  return (
    <button
      type="button"
      onClick={() => {
        if (item.disabled) return;
        close();
        item.onSelect();
      }}
      role={role}
      {...('checked' in item && { 'aria-checked': item.checked })}
      {...shared}
    >
      {content}
    </button>
  );
}
