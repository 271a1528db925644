import type { CSSProperties } from 'react';
import styles from './skeleton.module.css';

type SkeletonProps = Pick<CSSProperties, 'width' | 'height' | 'aspectRatio'>;

/** Holds the place of what is on its way, in its real size, so that nothing jumps. */
export function Skeleton({ width = '100%', height = 'var(--leading)', aspectRatio }: SkeletonProps) {
  const box = aspectRatio === undefined ? { width, height } : { width, aspectRatio };
  return <span aria-hidden className={styles['skeleton']} style={box} />;
}
