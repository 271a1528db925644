import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Wordmark } from '#app/components/index.ts';
import styles from './account-page.module.css';

interface AccountPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** The other way in. */
  readonly foot?: ReactNode;
}

/** One sheet in a quiet room: signing in, signing up, answering an invitation. */
export function AccountPage({ title, lead, children, foot }: AccountPageProps) {
  return (
    <main className={styles['room']}>
      <Link to="/" className={styles['home']}>
        <Wordmark />
      </Link>
      <div className={styles['sheet']}>
        <header className={styles['head']}>
          <h1>{title}</h1>
          {lead !== undefined && <p>{lead}</p>}
        </header>
        {children}
      </div>
      {foot !== undefined && <p className={styles['foot']}>{foot}</p>}
    </main>
  );
}
