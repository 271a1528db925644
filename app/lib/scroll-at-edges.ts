import type { RefObject } from 'react';

const EDGE = 56;
const MAX_STEP = 18;

/** While something is dragged near its upper or lower edge, the box scrolls. Returns the way to stop. */
export function scrollAtEdges(
  scroller: HTMLElement,
  pointer: RefObject<{ readonly x: number; readonly y: number } | null>,
): () => void {
  let frame = requestAnimationFrame(function step() {
    frame = requestAnimationFrame(step);
    if (!pointer.current) return;
    const box = scroller.getBoundingClientRect();
    const above = box.top + EDGE - pointer.current.y;
    const below = pointer.current.y - (box.bottom - EDGE);
    const depth = Math.max(above, below);
    if (depth > 0)
      scroller.scrollTop += Math.sign(below - above) * Math.ceil((MAX_STEP * Math.min(depth, EDGE)) / EDGE);
  });
  return () => cancelAnimationFrame(frame);
}
