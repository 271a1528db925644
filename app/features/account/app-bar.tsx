import { Link } from '@remix-run/react';
import { Fragment, type ReactNode } from 'react';
import { Wordmark } from '#app/components/index.ts';
import styles from './app-bar.module.css';

interface AppBarProps {
  /** The way from the workspaces to here. */
  readonly trail?: readonly { readonly label: string; readonly to: string }[];
  readonly account: ReactNode;
}

/** The bar of the pages around the projects. */
export function AppBar({ trail = [], account }: AppBarProps) {
  return (
    <header className={styles['bar']}>
      <Link to="/workspaces" className={styles['home']}>
        <Wordmark />
      </Link>
      <nav aria-label="Where you are" className={styles['trail']}>
        {trail.map((place) => (
          <Fragment key={place.to}>
            <span aria-hidden>/</span>
            <Link to={place.to}>{place.label}</Link>
          </Fragment>
        ))}
      </nav>
      {account}
    </header>
  );
}
