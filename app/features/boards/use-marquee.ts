import { useEffect, useState } from 'react';
import { panelsIn, type Box, type GridLayout } from './layout.ts';
import { NOTHING, selectAll, type Selection } from './selection.ts';
import { useLatest } from './use-latest.ts';

const SLACK = 4;

/** A rectangle drawn over the ground of the grid selects the cards it touches. */
export function useMarquee(
  element: HTMLElement | null,
  layout: GridLayout,
  onSelect: (selection: Selection) => void,
): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  const latest = useLatest({ layout, onSelect });
  useEffect(() => {
    if (!element) return undefined;
    const pointAt = (event: PointerEvent) => {
      const bounds = element.getBoundingClientRect();
      return { x: event.clientX - bounds.left, y: event.clientY - bounds.top + element.scrollTop };
    };
    const onDown = (event: PointerEvent) => {
      const target = event.target as HTMLElement;
      const onGround = !target.closest('[data-card], button, input') && event.offsetX < element.clientWidth;
      if (event.button !== 0 || event.pointerType === 'touch' || !onGround) return;
      const start = pointAt(event);
      let drawn = false;
      const onMove = (move: PointerEvent) => {
        const next = boxBetween(start, pointAt(move));
        if (!drawn && next.width < SLACK && next.height < SLACK) return;
        drawn = true;
        setBox(next);
        latest.current.onSelect(selectAll(panelsIn(latest.current.layout, next)));
      };
      const onUp = () => {
        element.removeEventListener('pointermove', onMove);
        setBox(null);
        if (!drawn) latest.current.onSelect(NOTHING);
      };
      element.setPointerCapture(event.pointerId);
      element.addEventListener('pointermove', onMove);
      element.addEventListener('lostpointercapture', onUp, { once: true });
    };
    element.addEventListener('pointerdown', onDown);
    return () => element.removeEventListener('pointerdown', onDown);
  }, [element, latest]);
  return box;
}

function boxBetween(a: { x: number; y: number }, b: { x: number; y: number }): Box {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}
