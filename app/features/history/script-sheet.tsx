import type { ReactNode } from 'react';
import type { ScriptElement } from '#shared/screenplay/index.ts';
import styles from './script-sheet.module.css';

/** A script that can't be typed in, set as a page. */
export function ScriptSheet({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <article className={styles['sheet']} data-paper="" aria-label={label}>
      {children}
    </article>
  );
}

interface LineProps {
  readonly element: ScriptElement;
  /** What happened to it; drawn as a mark in the margin as well as by colour. */
  readonly change?: 'added' | 'removed' | 'changed' | 'moved';
  readonly children?: ReactNode;
}

const WORDS = { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Moved' } as const;
const SIGNS = { added: '+', removed: '−', changed: '±', moved: '↕' } as const;

export function Line({ element, change, children }: LineProps) {
  const props = { 'data-type': element.type, className: styles['line'], ...(change && { 'data-change': change }) };
  const text = children ?? element.text;
  const sign = change && (
    <span className={styles['sign']} role="img" aria-label={WORDS[change]} title={WORDS[change]}>
      {SIGNS[change]}
    </span>
  );
  if (element.type === 'scene_heading') {
    return (
      <h3 {...props}>
        {sign}
        {text}
      </h3>
    );
  }
  return (
    <p {...props}>
      {sign}
      {text}
    </p>
  );
}
