import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

/** A short fact: a number, a shot size, a role. */
export function Badge({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <span className={cx(styles['badge'], className)}>{children}</span>;
}

export type Tone = 'neutral' | 'ok' | 'wait' | 'stop';

interface MarkProps {
  readonly icon: LucideIcon;
  /** Shown on hover and focus and spoken; with `word`, shown beside the icon too. */
  readonly label: string;
  readonly word?: string;
  readonly tone?: Tone;
}

/** A state told by an icon, never by colour alone. */
export function Mark({ icon, label, word, tone = 'neutral' }: MarkProps) {
  return (
    <Tooltip text={label} names={word === undefined}>
      <span className={cx(styles['mark'], styles[tone])} tabIndex={0} role="img" aria-label={word ?? label}>
        <Icon of={icon} size={14} />
        {word}
      </span>
    </Tooltip>
  );
}
