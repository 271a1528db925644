import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

interface VisuallyHiddenProps {
  /** `status`: said when it changes. */
  readonly role?: 'status';
  readonly children: ReactNode;
}

/** Words for those who hear the page. */
export function VisuallyHidden({ role, children }: VisuallyHiddenProps) {
  return (
    <span role={role} className={styles['hidden']}>
      {children}
    </span>
  );
}
