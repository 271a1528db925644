import { Link, type LinkProps } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { forwardRef, type ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Look {
  readonly variant?: ButtonVariant;
  readonly icon?: LucideIcon;
  /** 44 px high: the one action of a page. */
  readonly touch?: boolean;
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** Works on it: shows so, and takes no second click. */
  readonly busy?: boolean;
}

function classes({ variant = 'secondary', touch = false }: Look, extra: string | undefined): string {
  return cx(styles['button'], styles[variant], touch && styles['touch'], extra);
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant, icon, touch, busy = false, className, children, type = 'button', disabled, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type}
      aria-busy={busy || undefined}
      disabled={(disabled ?? false) || busy}
      className={cx(
        classes({ ...(variant && { variant }), ...(touch && { touch }) }, className),
        busy && styles['busy'],
      )}
      {...rest}
    >
      {icon && <Icon of={icon} />}
      {children}
    </button>
  );
});

export function ButtonLink({ variant, icon, touch, className, children, ...rest }: LinkProps & Look) {
  return (
    <Link className={classes({ ...(variant && { variant }), ...(touch && { touch }) }, className)} {...rest}>
      {icon && <Icon of={icon} />}
      {children}
    </Link>
  );
}
