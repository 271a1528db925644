import { cx } from './cx.ts';
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1; null while nobody knows how far. */
  readonly value: number | null;
  readonly className?: string;
}

export function ProgressBar({ label, value, className }: ProgressBarProps) {
  const known = value !== null;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(known && { 'aria-valuenow': Math.round(value * 100) })}
      className={cx(styles['track'], !known && styles['unknown'], className)}
    >
      <div className={styles['bar']} style={known ? { transform: `scaleX(${value})` } : undefined} />
    </div>
  );
}
