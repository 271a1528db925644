import type { ReactNode } from 'react';
import { SegmentedControl } from '#app/components/index.ts';
import styles from './view-bar.module.css';

interface ViewBarProps<Value extends string> {
  /** What is chosen here. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** How much there is, or where in it one is. */
  readonly said: string;
  /** The one with a line. */
  readonly edge: 'top' | 'bottom';
  /** What else can be set. */
  readonly children: ReactNode;
}

/** Of the boards in another view than the grid: what they show, and how. */
export function ViewBar<Value extends string>(props: ViewBarProps<Value>) {
  const { label, value, options, onChange, said, edge, children } = props;
  return (
    <div className={styles['bar']} data-edge={edge}>
      <SegmentedControl {...{ label, value, options, onChange }} />
      <span className={styles['said']}>{said}</span>
      {children}
    </div>
  );
}
