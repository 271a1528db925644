import { cloneElement, useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { place, POPOVER } from './place.ts';
import styles from './tooltip.module.css';

interface TooltipProps {
  readonly text: ReactNode;
  readonly shortcut?: string;
  /** The text already is the child's accessible name: don't speak it twice. */
  readonly names?: boolean;
  readonly side?: 'bottom' | 'top';
  /** One element that takes focus. */
  readonly children: ReactElement<{ 'aria-describedby'?: string }>;
}

const DELAY_MS = 450;

/** Text that shows on hover and on focus, stays while it is pointed at, and leaves on Esc (WCAG 1.4.13). */
export function Tooltip({ text, shortcut, names = false, side = 'bottom', children }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => () => clearTimeout(timer.current), []);

  const show = () => {
    if (!tip.current || !anchor.current) return;
    tip.current.showPopover();
    place(tip.current, anchor.current.getBoundingClientRect(), { side, align: 'center' });
  };
  const showAfter = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(show, delay);
  };
  const hide = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => tip.current?.hidePopover(), 60);
  };
  const hideNow = () => {
    clearTimeout(timer.current);
    tip.current?.hidePopover();
  };

  return (
    <span
      ref={anchor}
      className={styles['anchor']}
      onPointerEnter={(event) => event.pointerType === 'mouse' && showAfter(DELAY_MS)}
      onPointerLeave={hide}
      onPointerDown={hideNow}
      onFocus={(event) => event.target.matches(':focus-visible') && showAfter(0)}
      onBlur={hideNow}
      onKeyDown={(event) => event.key === 'Escape' && hideNow()}
    >
      {names ? children : cloneElement(children, { 'aria-describedby': id })}
      <span
        ref={tip}
        id={id}
        role="tooltip"
        aria-hidden={names || undefined}
        className={styles['tip']}
        {...POPOVER.manual}
        onPointerEnter={() => clearTimeout(timer.current)}
      >
        {text}
        {shortcut !== undefined && <Kbd keys={shortcut} />}
      </span>
    </span>
  );
}
