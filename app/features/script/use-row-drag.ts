import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { whenIdle } from '#app/components/index.ts';
import { scrollAtEdges } from '#app/lib/scroll-at-edges.ts';
import { untilLoaded } from '#app/lib/until-loaded.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import type { Landing } from './move-row.ts';

/** Where a dragged row would land; with it, where that is shown. */
export interface Drop {
  readonly to: Landing;
}

interface Options<D extends Drop> {
  readonly box: RefObject<HTMLElement>;
  readonly list: RefObject<HTMLElement>;
  readonly enabled: boolean;
  /** The gap under a point of the window; always the same function. */
  readonly gapAt: (list: HTMLElement, point: { readonly x: number; readonly y: number }) => D | null;
  readonly canLand: (row: ElementId, to: Landing) => boolean;
  readonly onDrop: (row: ElementId, to: Landing) => void;
}

/** Drags scenes in a list or on a wall of them; renders when the line moves to another gap, not with the pointer. */
export function useRowDrag<D extends Drop>({ box, list, enabled, gapAt, canLand, onDrop }: Options<D>) {
  const [drop, setDrop] = useState<D | null>(null);
  const [dragged, setDragged] = useState<ElementId | null>(null);
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const latest = useRef({ canLand, onDrop });
  useEffect(() => {
    latest.current = { canLand, onDrop };
  });

  const dragging = useDragging();
  const mount = useMemo(
    () =>
      dragging &&
      ((id: ElementId, element: HTMLElement) =>
        dragging.draggable({
          element,
          getInitialData: () => ({ row: id }),
          onDragStart: () => setDragged(id),
          onDrop: () => setDragged(null),
        })),
    [dragging],
  );

  useEffect(() => {
    const element = box.current;
    if (!element || !enabled || !dragging) return undefined;
    const land = (row: unknown, point: { x: number; y: number }): D | null => {
      const found = list.current && gapAt(list.current, point);
      const drop = found && latest.current.canLand(row as ElementId, found.to) ? found : null;
      setDrop((now) => (sameValue(now, drop) ? now : drop));
      return drop;
    };
    return dragging.dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data['row'] === 'string',
      onDrag({ source, location }) {
        const { clientX: x, clientY: y } = location.current.input;
        land(source.data['row'], (pointer.current = { x, y }));
      },
      onDragLeave() {
        pointer.current = null;
        setDrop(null);
      },
      onDrop({ source, location }) {
        const { clientX: x, clientY: y } = location.current.input;
        const drop = land(source.data['row'], { x, y });
        pointer.current = null;
        setDrop(null);
        if (drop) latest.current.onDrop(source.data['row'] as ElementId, drop.to);
      },
    });
  }, [box, list, enabled, gapAt, dragging]);

  useEffect(() => {
    if (dragged === null || !box.current) return undefined;
    return scrollAtEdges(box.current, pointer);
  }, [dragged, box]);
  return { drop, dragged, mount };
}

const loadDragging = () => import('@atlaskit/pragmatic-drag-and-drop/element/adapter');

/** Nobody drags before there is something to see; null until it has come. */
function useDragging(): Awaited<ReturnType<typeof loadDragging>> | null {
  const [dragging, setDragging] = useState<Awaited<ReturnType<typeof loadDragging>> | null>(null);
  useEffect(() => {
    const left = new AbortController();
    void whenIdle()
      .then(() => untilLoaded(loadDragging, left.signal))
      .then(
        (loaded) => {
          if (!left.signal.aborted) setDragging(loaded);
        },
        () => undefined,
      );
    return () => left.abort();
  }, []);
  return dragging;
}
