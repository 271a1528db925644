import type { Ring } from './outline.ts';

/** In frame heights from the frame's middle. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The box round what is painted; null when that is nothing. */
export function boundsOf(paints: Iterable<{ readonly rings: readonly Ring[] }>): Bounds | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { rings } of paints) {
    for (const ring of rings) {
      for (let i = 0; i + 1 < ring.length; i += 2) {
        const [x, y] = [ring[i] ?? 0, ring[i + 1] ?? 0];
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      }
    }
  }
  return left <= right ? { left, top, right, bottom } : null;
}

/** Whether two boxes have a point in common; what is nowhere has none. */
export function meet(a: Bounds | null, b: Bounds | null): boolean {
  return a !== null && b !== null && a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
