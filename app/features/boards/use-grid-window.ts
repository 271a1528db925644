import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import type { Numbering } from '#shared/shots/index.ts';
import type { Panel, Storyboard } from '#shared/storyboard/index.ts';
import { HEADER_HEIGHT, PADDING, layOut, metricsFor, rowOf, type Group, type GridLayout, type Row } from './layout.ts';

export interface ShownGroup {
  readonly group: Group;
  /** Index among all groups. */
  readonly index: number;
  readonly rows: readonly { readonly row: Row; readonly index: number }[];
}

interface Options {
  readonly storyboard: Storyboard;
  readonly aspect: number;
  readonly numbering: Numbering;
  /** Which panels are shown; null: all. */
  readonly only: ((panel: Panel) => boolean) | null;
  /** Kept in the page wherever one scrolls: what has the focus or is dragged must not vanish. */
  readonly pinned: readonly (PanelId | null)[];
  /** Stays where it is on the screen, whatever is added or removed above it. */
  readonly held: PanelId | null;
  /** On the move themselves: no measure for where the rest stands. */
  readonly moving: ReadonlySet<PanelId>;
}

export interface GridWindow {
  /** Null while the boards are shown otherwise. */
  readonly scroller: HTMLDivElement | null;
  readonly mountScroller: (element: HTMLDivElement | null) => void;
  readonly layout: GridLayout;
  /** Null until the pane knows its width. */
  readonly shown: readonly ShownGroup[] | null;
  readonly reveal: (panel: PanelId) => void;
  readonly revealScene: (scene: ElementId) => void;
  readonly sceneInView: ElementId | null;
  /** The panels that were there before the latest change. */
  readonly known: ReadonlyMap<PanelId, unknown>;
}

/** The rows in view out of a grid of any length. */
export function useGridWindow({ storyboard, aspect, numbering, only, pinned, held, moving }: Options): GridWindow {
  const [scroller, mountScroller] = useState<HTMLDivElement | null>(null);
  const width = useWidth(scroller);
  const metrics = useMemo(() => metricsFor(width ?? 0, aspect), [width, aspect]);
  const layout = useMemo(
    () => layOut(storyboard, metrics, { numbering, only }),
    [storyboard, metrics, numbering, only],
  );
  const { rows } = layout;
  const pinnedRows = pinned.map((id) => rowOf(layout, id)).filter((row) => row >= 0);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => rows[index]?.height ?? 0,
    // A new function for a new layout makes the virtualizer take the new heights.
    getItemKey: useCallback((index: number) => `${index}:${rows[index]?.height ?? 0}`, [rows]),
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), ...pinnedRows])].sort((a, b) => a - b),
    overscan: 2,
    paddingEnd: PADDING,
  });
  useScrollAnchor(scroller, layout, held, moving);

  const reveal = useCallback(
    (panel: PanelId) => {
      const row = layout.rows[rowOf(layout, panel)];
      if (row && scroller) scrollIntoView(scroller, row);
    },
    [layout, scroller],
  );
  const revealScene = useCallback(
    (scene: ElementId) => {
      const group = layout.groups.find((candidate) => candidate.key === scene);
      if (group && scroller) scroller.scrollTop = group.top;
    },
    [layout, scroller],
  );
  const top = virtualizer.scrollOffset ?? 0;
  const inView = layout.groups.findLast((group) => group.top <= top + HEADER_HEIGHT) ?? layout.groups[0];
  return {
    scroller,
    mountScroller,
    layout,
    shown: width === null ? null : grouped(layout, virtualizer.getVirtualItems()),
    reveal,
    revealScene,
    sceneInView: inView?.scene?.id ?? null,
    known: useBefore(layout.placeOf),
  };
}

/** The value of the render before this one; at first, this one's. */
function useBefore<T>(value: T): T {
  const before = useRef(value);
  const last = before.current;
  useLayoutEffect(() => {
    before.current = value;
  }, [value]);
  return last;
}

function grouped(layout: GridLayout, items: readonly { readonly index: number }[]): ShownGroup[] {
  const shown: { group: Group; index: number; rows: { row: Row; index: number }[] }[] = [];
  for (const { index } of items) {
    const row = layout.rows[index];
    const group = row && layout.groups[row.group];
    if (!row || !group) continue;
    if (shown.at(-1)?.index !== row.group) shown.push({ group, index: row.group, rows: [] });
    if (row.kind !== 'header') shown.at(-1)?.rows.push({ row, index });
  }
  return shown;
}

function useWidth(element: HTMLElement | null): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (!element) return undefined;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function scrollIntoView(scroller: HTMLElement, row: Row): void {
  const top = row.top - HEADER_HEIGHT;
  const bottom = row.top + row.height;
  if (scroller.scrollTop > top) scroller.scrollTop = top;
  else if (scroller.scrollTop + scroller.clientHeight < bottom) scroller.scrollTop = bottom - scroller.clientHeight;
}

/** Keeps what is on the screen where it is when panels come, go or get another width above it. */
function useScrollAnchor(
  element: HTMLElement | null,
  layout: GridLayout,
  held: PanelId | null,
  moving: ReadonlySet<PanelId>,
): void {
  const before = useRef(layout);
  useLayoutEffect(() => {
    const previous = before.current;
    before.current = layout;
    if (!element || previous === layout || element.scrollTop === 0) return;
    const anchor = anchorRow(previous, element.scrollTop, held, moving);
    if (!anchor) return;
    const now = anchor.panel ? layout.rows[rowOf(layout, anchor.panel)] : groupNamed(layout, anchor.key);
    if (now) element.scrollTop += now.top - anchor.top;
  });
}

interface Anchor {
  readonly key: Group['key'];
  readonly panel: PanelId | null;
  readonly top: number;
}

function anchorRow(
  layout: GridLayout,
  scrollTop: number,
  held: PanelId | null,
  moving: ReadonlySet<PanelId>,
): Anchor | null {
  const first = layout.rows.findIndex((row) => row.top + row.height > scrollTop + HEADER_HEIGHT);
  const row = layout.rows[rowOf(layout, held)] ?? layout.rows[first];
  const group = row && layout.groups[row.group];
  if (!group) return null;
  if (row.kind !== 'cards') return { key: group.key, panel: null, top: group.top };
  const inRow = group.panels.slice(row.from, row.from + layout.metrics.columns);
  const panel = held ?? inRow.find((candidate) => !moving.has(candidate.id))?.id ?? null;
  return panel ? { key: group.key, panel, top: row.top } : { key: group.key, panel: null, top: group.top };
}

function groupNamed(layout: GridLayout, key: Group['key']): Group | undefined {
  return layout.groups.find((group) => group.key === key);
}
