import { useEffect, useRef, useState } from 'react';
import { typeByDigit, type ElementType, type Keymap } from '#shared/screenplay/index.ts';
import css from './element-menu.module.css';
import { TYPE_CHOICES } from './element-types.ts';

interface Props {
  /** In pixels from the page's top left corner. */
  readonly left: number;
  readonly top: number;
  readonly current: ElementType;
  /** Its digits pick, too. */
  readonly keys: Keymap;
  readonly onPick: (type: ElementType) => void;
  readonly onClose: () => void;
}

/** What Return on an empty line asks: which element next? A letter or a digit answers, as do arrows and Return. */
export function ElementMenu({ left, top, current, keys, onPick, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      TYPE_CHOICES.findIndex((choice) => choice.type === current),
    ),
  );
  useEffect(() => {
    menu.current?.querySelectorAll<HTMLElement>('[role=menuitemradio]')[active]?.focus();
  }, [active]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = event.key.toLowerCase();
    const picked = /^\d$/.test(pressed)
      ? typeByDigit(Number(pressed), keys)
      : TYPE_CHOICES.find(({ letter }) => letter === pressed)?.type;
    const step = STEPS[event.key];
    if (picked) onPick(picked);
    else if (step !== undefined) setActive((active + step + TYPE_CHOICES.length) % TYPE_CHOICES.length);
    else if (event.key === 'Home') setActive(0);
    else if (event.key === 'End') setActive(TYPE_CHOICES.length - 1);
    else if (event.key === 'Escape' || event.key === 'Backspace' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={menu}
      role="menu"
      aria-label="Element type"
      className={css['menu']}
      style={{ left, top }}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      {TYPE_CHOICES.map(({ type, label, letter }, index) => (
        <button
          key={type}
          type="button"
          role="menuitemradio"
          aria-checked={type === current}
          tabIndex={index === active ? 0 : -1}
          className={css['item']}
          onClick={() => onPick(type)}
          onPointerMove={() => setActive(index)}
        >
          <span className={css['label']}>{label}</span>
          <kbd>{letter.toUpperCase()}</kbd>
          <kbd>{keys.rows[type].digit ?? ''}</kbd>
        </button>
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
