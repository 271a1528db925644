import { Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './notice-bar.module.css';

interface NoticeBarProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions: ReactNode;
  /** Read out at once. */
  readonly urgent?: boolean;
}

/** A strip below the bar about the whole place, there until it is dealt with. It covers nothing. */
export function NoticeBar({ icon = Info, title, children, actions, urgent = false }: NoticeBarProps) {
  return (
    <section className={styles['notice']} aria-label={title}>
      <Icon of={icon} />
      <p className={styles['text']} role={urgent ? 'alert' : undefined}>
        <strong>{title}</strong> {children}
      </p>
      <div className={styles['actions']}>{actions}</div>
    </section>
  );
}
