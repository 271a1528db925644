import type { RefObject } from 'react';

export type Axis = 'x' | 'y';

const EDGE = 56;
const MAX_STEP = 18;

/** While something is dragged near its upper or lower edge, or its left or right, the box scrolls. Returns the way to stop. */
export function scrollAtEdges(
  scroller: HTMLElement,
  pointer: RefObject<{ readonly x: number; readonly y: number } | null>,
  axis: Axis = 'y',
): () => void {
  let frame = requestAnimationFrame(function next() {
    frame = requestAnimationFrame(next);
    if (!pointer.current) return;
    const box = scroller.getBoundingClientRect();
    const [start, end] = axis === 'y' ? [box.top, box.bottom] : [box.left, box.right];
    const above = start + EDGE - pointer.current[axis];
    const below = pointer.current[axis] - (end - EDGE);
    const depth = Math.max(above, below);
    if (depth <= 0) return;
    const step = Math.sign(below - above) * Math.ceil((MAX_STEP * Math.min(depth, EDGE)) / EDGE);
    scroller.scrollBy(axis === 'y' ? { top: step } : { left: step });
  });
  return () => cancelAnimationFrame(frame);
}
