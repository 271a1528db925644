import type { ReactNode } from 'react';
import { cx } from '#app/components/index.ts';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly actions?: ReactNode;
  /** For lists of rows, which are read across. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** A page outside the project: a title with what can be done, and what there is. */
export function Page({ title, actions, narrow = false, children }: PageProps) {
  return (
    <main className={cx(styles['page'], narrow && styles['narrow'])}>
      <header className={styles['head']}>
        <h1>{title}</h1>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}

interface SectionProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

export function Section({ title, lead, children }: SectionProps) {
  return (
    <section className={styles['section']}>
      <h2>{title}</h2>
      {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
      {children}
    </section>
  );
}
