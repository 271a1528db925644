import { useEffect, useRef, useState } from 'react';
import type { PanelId } from '#shared/lib/ids.ts';
import { scrollAtEdges, type Axis } from '#app/lib/scroll-at-edges.ts';
import { cardBox, dropAt, panelsIn, panelAt, type Box, type GridLayout } from './layout.ts';
import type { FilePlace } from './picture-edits.ts';
import { hasFiles } from './picture-files.ts';
import { useLatest } from './use-latest.ts';

/** Where files that are held over a view of the boards would land, and what shows it. */
export interface FileDrop {
  readonly place: FilePlace;
  readonly mark: Box;
}

interface Options {
  readonly scroller: HTMLElement | null;
  /** In which it scrolls. */
  readonly axis: Axis;
  readonly enabled: boolean;
  /** By a point of what is scrolled; null where no scene is. */
  readonly dropAt: (x: number, y: number) => FileDrop | null;
  readonly onFiles: (place: FilePlace, files: readonly File[]) => void;
}

/** The panels that take files which are dropped on this one. */
export type Takers = (panel: PanelId) => readonly PanelId[];

/** Of a card's width, at each side, where files go between the cards and not onto it. */
export const BESIDE = 0.2;

/** Files from outside the browser, held over a view of the boards and dropped there; near its edges it scrolls. */
export function useFileDrop(options: Options): FileDrop | null {
  const [drop, setDrop] = useState<FileDrop | null>(null);
  const latest = useLatest(options);
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const { scroller: element, axis } = options;

  useEffect(() => {
    if (!element) return undefined;
    const stop = new AbortController();
    const on = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      element.addEventListener(type, act, { signal: stop.signal });
    const under = (event: DragEvent): FileDrop | null => {
      if (!event.dataTransfer || !hasFiles(event.dataTransfer) || !latest.current.enabled) return null;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const { scrollLeft, scrollTop } = element;
      return latest.current.dropAt(event.clientX - box.left + scrollLeft, event.clientY - box.top + scrollTop);
    };
    const land = (next: FileDrop | null, at: { x: number; y: number } | null) => {
      pointer.current = at;
      setDrop((now) => (isSame(now, next) ? now : next));
    };
    on('dragover', (event) => {
      const next = under(event);
      if (next && event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      land(next, { x: event.clientX, y: event.clientY });
    });
    on('dragleave', (event) => {
      if (!element.contains(event.relatedTarget as Node | null)) land(null, null);
    });
    on('drop', (event) => {
      const found = under(event);
      land(null, null);
      if (found) latest.current.onFiles(found.place, [...(event.dataTransfer?.files ?? [])]);
    });
    keepPage(stop.signal);
    return () => stop.abort();
  }, [element, latest]);

  const active = drop !== null;
  useEffect(() => {
    if (!active || !element) return undefined;
    return scrollAtEdges(element, pointer, axis);
  }, [active, element, axis]);
  return drop;
}

/** A file that is dropped beside its place does not take the page's: a browser opens it there by itself. */
function keepPage(signal: AbortSignal): void {
  const stay = (event: DragEvent) => {
    const own = event.target instanceof HTMLInputElement;
    if (own || event.defaultPrevented || !event.dataTransfer || !hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  for (const type of ['dragover', 'drop'] as const) window.addEventListener(type, stay, { signal });
}

/** Onto the card under this point of the grid's content, or between two; null where no scene is. */
export function fileDropAt(layout: GridLayout, x: number, y: number, takers: Takers): FileDrop | null {
  const inset = layout.metrics.cardWidth * BESIDE;
  const [id] = panelsIn(layout, { left: x, top: y, width: 0, height: 0 });
  const found = panelAt(layout, id ?? null);
  if (found) {
    const mark = cardBox(layout, found.group, found.index);
    const within = x >= mark.left + inset && x <= mark.left + mark.width - inset;
    // Panels whose scene is gone have no places between them.
    if (within || !found.group.scene) return { place: { kind: 'panels', ids: takers(found.panel.id) }, mark };
  }
  const gap = dropAt(layout, x, y);
  return gap && { place: { kind: 'between', scene: gap.scene, at: gap.at }, mark: gap.line };
}

function isSame(a: FileDrop | null, b: FileDrop | null): boolean {
  return a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));
}
