import { useCallback, useEffect, useRef, useState } from 'react';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { scrollAtEdges, type Axis } from '#app/lib/scroll-at-edges.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import { panelCount } from '#shared/storyboard/index.ts';
import { dropAt, type Drop, type GridLayout } from './layout.ts';
import { useLatest } from './use-latest.ts';
import styles from './panel-drag.module.css';

interface Pointer {
  readonly clientX: number;
  readonly clientY: number;
}

interface Options {
  readonly scroller: HTMLElement | null;
  /** In which it scrolls. */
  readonly axis: Axis;
  /** Where panels dropped under the pointer would land; null where no scene is. */
  readonly dropUnder: (scroller: HTMLElement, pointer: Pointer) => Drop | null;
  /** The panels that go along when this one is dragged; none when it may not move. */
  readonly dragged: (panel: PanelId) => readonly PanelId[];
  readonly onDrop: (panels: readonly PanelId[], drop: Drop) => void;
}

export interface PanelDrag {
  readonly ids: readonly PanelId[];
  readonly source: PanelId;
  readonly drop: Drop | null;
}

/** Drags panels over a view of the boards; near its edges it scrolls. */
export function usePanelDrag(options: Options): {
  readonly drag: PanelDrag | null;
  readonly mount: (id: PanelId, element: HTMLElement) => () => void;
} {
  const [drag, setDrag] = useState<PanelDrag | null>(null);
  const latest = useLatest(options);
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const { scroller: element, axis } = options;

  const mount = useCallback(
    (id: PanelId, element: HTMLElement) =>
      draggable({
        element,
        canDrag: () => latest.current.dragged(id).length > 0,
        getInitialData: () => ({ ids: latest.current.dragged(id) }),
        onGenerateDragPreview({ nativeSetDragImage }) {
          const count = latest.current.dragged(id).length;
          if (count > 1) previewCount(nativeSetDragImage, panelCount(count));
        },
        onDragStart: () => setDrag({ ids: latest.current.dragged(id), source: id, drop: null }),
        onDrop: () => setDrag(null),
      }),
    [latest],
  );

  useEffect(() => {
    if (!element) return undefined;
    const land = (at: Pointer | null) => {
      pointer.current = at && { x: at.clientX, y: at.clientY };
      const drop = at && latest.current.dropUnder(element, at);
      setDrag((now) => now && { ...now, drop });
      return drop;
    };
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => Array.isArray(source.data['ids']),
      onDrag: ({ location }) => land(location.current.input),
      onDragLeave: () => land(null),
      onDrop({ source, location }) {
        const drop = land(location.current.input);
        pointer.current = null;
        if (drop) latest.current.onDrop(source.data['ids'] as PanelId[], drop);
      },
    });
  }, [element, latest]);

  const active = drag !== null;
  useEffect(() => {
    if (!active || !element) return undefined;
    return scrollAtEdges(element, pointer, axis);
  }, [active, element, axis]);
  return { drag, mount };
}

/** For `dropUnder`: between the cards of the grid. */
export function dropInGrid(layout: GridLayout, scroller: HTMLElement, { clientX, clientY }: Pointer): Drop | null {
  const box = scroller.getBoundingClientRect();
  return dropAt(layout, clientX - box.left, clientY - box.top + scroller.scrollTop);
}

type SetDragImage = Parameters<typeof setCustomNativeDragPreview>[0]['nativeSetDragImage'];

function previewCount(nativeSetDragImage: SetDragImage, text: string): void {
  setCustomNativeDragPreview({
    nativeSetDragImage,
    render({ container }) {
      const label = document.createElement('div');
      label.className = styles['count'] ?? '';
      label.textContent = text;
      container.append(label);
    },
  });
}
