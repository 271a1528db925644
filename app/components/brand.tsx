import styles from './brand.module.css';

/** The mark: lines of script beside a frame. */
export function BrandMark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden focusable={false} className={styles['mark']}>
      <path d="M2 5h7M2 10h7M2 15h4.5" />
      <rect x="12" y="3.5" width="6" height="13" rx="1" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className={styles['wordmark']}>
      <BrandMark />
      Beatboard
    </span>
  );
}
