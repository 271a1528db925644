import type { LucideIcon } from 'lucide-react';
import { forwardRef, type ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'children'> {
  readonly icon: LucideIcon;
  /** Says what it does: spoken, and shown on hover and focus. */
  readonly label: string;
  /** As for Kbd: `Mod+Z`. */
  readonly shortcut?: string;
  readonly pressed?: boolean;
}

export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { icon, label, shortcut, pressed, className, type = 'button', ...rest },
  ref,
) {
  return (
    <Tooltip text={label} {...(shortcut !== undefined && { shortcut })} names>
      <button
        ref={ref}
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        className={cx(styles['button'], styles['quiet'], styles['icon'], className)}
        {...rest}
      >
        <Icon of={icon} />
      </button>
    </Tooltip>
  );
});
