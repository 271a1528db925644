import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { scrollAtEdges } from '#app/lib/scroll-at-edges.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { Landing } from './move-row.ts';

/** Where a dragged row would land, and how far below the list's top, in pixels. */
export interface Drop {
  readonly to: Landing;
  readonly top: number;
}

interface Options {
  readonly box: RefObject<HTMLElement>;
  readonly list: RefObject<HTMLElement>;
  readonly enabled: boolean;
  readonly canLand: (row: ElementId, to: Landing) => boolean;
  readonly onDrop: (row: ElementId, to: Landing) => void;
}

/** Drags rows of the navigator; renders when the line moves to another gap, not with the pointer. */
export function useRowDrag({ box, list, enabled, canLand, onDrop }: Options) {
  const [drop, setDrop] = useState<Drop | null>(null);
  const [dragged, setDragged] = useState<ElementId | null>(null);
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const latest = useRef({ canLand, onDrop });
  useEffect(() => {
    latest.current = { canLand, onDrop };
  });

  const mount = useCallback(
    (id: ElementId, element: HTMLElement) =>
      draggable({
        element,
        getInitialData: () => ({ row: id }),
        onDragStart: () => setDragged(id),
        onDrop: () => setDragged(null),
      }),
    [],
  );

  useEffect(() => {
    const element = box.current;
    if (!element || !enabled) return undefined;
    const land = (row: unknown, y: number): Drop | null => {
      const found = dropUnder(list.current, y);
      const drop = found && latest.current.canLand(row as ElementId, found.to) ? found : null;
      setDrop((now) => (now?.to === drop?.to && now?.top === drop?.top ? now : drop));
      return drop;
    };
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data['row'] === 'string',
      onDrag({ source, location }) {
        const { clientX: x, clientY: y } = location.current.input;
        pointer.current = { x, y };
        land(source.data['row'], y);
      },
      onDragLeave() {
        pointer.current = null;
        setDrop(null);
      },
      onDrop({ source, location }) {
        const drop = land(source.data['row'], location.current.input.clientY);
        pointer.current = null;
        setDrop(null);
        if (drop) latest.current.onDrop(source.data['row'] as ElementId, drop.to);
      },
    });
  }, [box, list, enabled]);

  useEffect(() => {
    if (dragged === null || !box.current) return undefined;
    return scrollAtEdges(box.current, pointer);
  }, [dragged, box]);
  return { drop, dragged, mount };
}

/** The gap nearest to the pointer: above the first row whose middle lies below it. */
function dropUnder(list: HTMLElement | null, y: number): Drop | null {
  if (!list) return null;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const { top } = list.getBoundingClientRect();
  for (const row of rows) {
    const box = row.getBoundingClientRect();
    if (y < box.top + box.height / 2) return { to: row.dataset['row'] as ElementId, top: box.top - top };
  }
  return { to: null, top: (rows.at(-1)?.getBoundingClientRect().bottom ?? top) - top };
}
