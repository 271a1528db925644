import type { ElementId, PanelId, ShotId } from '#shared/lib/ids.ts';
import type { Scene } from '#shared/screenplay/index.ts';
import { numberPanels, type Numbering } from '#shared/shots/index.ts';
import type { Panel, Storyboard } from '#shared/storyboard/index.ts';

/*
 * Where everything in the grid stands, in pixels, before anything is rendered. Every card of a pane has one size, so
 * that nothing is measured, nothing jumps, and a window of rows can be drawn out of ten thousand panels.
 */

export const PADDING = 16;
export const GAP = 12;
/** The header's 40 and room for the ring of a selected card below it. */
export const HEADER_HEIGHT = 44;
/** Number row, two lines of script, caption and the space around them. */
export const CARD_TEXT_HEIGHT = 92;
const EMPTY_HEIGHT = 148;
const MIN_CARD = 232;
/** Below this inner width two cards side by side would be too small to read. */
const MIN_PAIR = 340;

export interface Metrics {
  readonly columns: number;
  readonly cardWidth: number;
  readonly frameHeight: number;
  readonly cardHeight: number;
  /** The frame's width by height. */
  readonly aspect: number;
}

export interface Group {
  readonly key: ElementId | 'orphans';
  /** Null for the panels whose lines are gone. */
  readonly scene: Scene | null;
  readonly panels: readonly Panel[];
  /** Those that are not shown, too. */
  readonly all: readonly Panel[];
  /** The printed number of each panel. */
  readonly numbers: readonly string[];
  readonly top: number;
  readonly height: number;
  /** Index of the group's header among all rows. */
  readonly firstRow: number;
}

export type Row =
  | { readonly kind: 'header' | 'empty'; readonly group: number; readonly top: number; readonly height: number }
  | {
      readonly kind: 'cards';
      readonly group: number;
      readonly from: number;
      readonly top: number;
      readonly height: number;
    };

export interface Place {
  readonly group: number;
  readonly index: number;
}

export interface GridLayout {
  readonly metrics: Metrics;
  readonly groups: readonly Group[];
  readonly rows: readonly Row[];
  readonly height: number;
  /** All panels in reading order. */
  readonly order: readonly PanelId[];
  readonly placeOf: ReadonlyMap<PanelId, Place>;
}

/** Two to six cards a row, whatever fits, and one in a pane too narrow for two; `width` is the pane's inner width and `aspect` the frame's width by height. */
export function metricsFor(width: number, aspect: number): Metrics {
  const inner = Math.max(0, width - 2 * PADDING);
  const columns = Math.min(6, Math.max(inner < MIN_PAIR ? 1 : 2, Math.floor((inner + GAP) / (MIN_CARD + GAP))));
  const cardWidth = Math.max(96, Math.floor((inner - (columns - 1) * GAP) / columns));
  const frameHeight = Math.round(cardWidth / aspect);
  return { columns, cardWidth, frameHeight, cardHeight: frameHeight + CARD_TEXT_HEIGHT, aspect };
}

interface Shown {
  readonly numbering?: Numbering;
  /** Which panels; scenes that have none of them are left out. All, without. */
  readonly only?: ((panel: Panel) => boolean) | null;
}

export function layOut(
  { boards, orphans }: Storyboard,
  metrics: Metrics,
  { numbering = {}, only = null }: Shown = {},
): GridLayout {
  const groups: Group[] = [];
  const rows: Row[] = [];
  const order: PanelId[] = [];
  const placeOf = new Map<PanelId, Place>();
  let top = 0;
  const addGroup = (scene: Scene | null, all: readonly Panel[]) => {
    const panels = only ? all.filter(only) : all;
    if (only && panels.length === 0) return;
    const group = groups.length;
    const start = top;
    const firstRow = rows.length;
    const addRow = (row: Row) => {
      rows.push(row);
      top += row.height;
    };
    addRow({ kind: 'header', group, top, height: HEADER_HEIGHT });
    if (panels.length === 0) addRow({ kind: 'empty', group, top, height: EMPTY_HEIGHT });
    for (let from = 0; from < panels.length; from += metrics.columns) {
      addRow({ kind: 'cards', group, from, top, height: metrics.cardHeight + GAP });
    }
    panels.forEach((panel, index) => {
      order.push(panel.id);
      placeOf.set(panel.id, { group, index });
    });
    const printed = numbersOf(scene, all, numbering);
    const numbers = only ? printed.filter((_, i) => only(all[i] as Panel)) : printed;
    const key = scene?.id ?? 'orphans';
    groups.push({ key, scene, panels, all, numbers, top: start, height: top - start, firstRow });
  };
  for (const board of boards) addGroup(board.scene, board.panels);
  if (orphans.length > 0) addGroup(null, orphans);
  return { metrics, groups, rows, height: top + PADDING, order, placeOf };
}

function numbersOf(scene: Scene | null, panels: readonly Panel[], numbering: Numbering): string[] {
  if (!scene) return panels.map(() => '–');
  return numberPanels(
    scene.number,
    panels.map((panel): ShotId => panel.shot),
    numbering,
  );
}

export function panelAt(layout: GridLayout, id: PanelId | null): { panel: Panel; group: Group; index: number } | null {
  const place = id === null ? undefined : layout.placeOf.get(id);
  const group = place && layout.groups[place.group];
  const panel = group?.panels[place?.index ?? -1];
  return group && panel ? { panel, group, index: place.index } : null;
}

/** The row a panel stands in, or -1. */
export function rowOf(layout: GridLayout, id: PanelId | null): number {
  const found = panelAt(layout, id);
  return found ? found.group.firstRow + 1 + Math.floor(found.index / layout.metrics.columns) : -1;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function cardBox({ metrics }: GridLayout, group: Group, index: number): Box {
  const row = Math.floor(index / metrics.columns);
  const column = index % metrics.columns;
  return {
    left: PADDING + column * (metrics.cardWidth + GAP),
    top: group.top + HEADER_HEIGHT + row * (metrics.cardHeight + GAP),
    width: metrics.cardWidth,
    height: metrics.cardHeight,
  };
}

export type Direction = 'left' | 'right' | 'up' | 'down' | 'home' | 'end';

/** The panel that an arrow key leads to. Left and right follow reading order; up and down keep the column. */
export function neighbourOf(layout: GridLayout, id: PanelId, direction: Direction): PanelId {
  const { order, metrics } = layout;
  const flat = order.indexOf(id);
  if (direction === 'left') return order[flat - 1] ?? id;
  if (direction === 'right') return order[flat + 1] ?? id;
  if (direction === 'home') return order[0] ?? id;
  if (direction === 'end') return order.at(-1) ?? id;
  const column = (panelAt(layout, id)?.index ?? 0) % metrics.columns;
  const step = direction === 'up' ? -1 : 1;
  for (let i = rowOf(layout, id) + step; layout.rows[i]; i += step) {
    const row = layout.rows[i];
    if (row?.kind !== 'cards') continue;
    const panels = layout.groups[row.group]?.panels ?? [];
    return (panels[Math.min(row.from + column, panels.length - 1)] as Panel).id;
  }
  return id;
}

export interface Drop {
  readonly scene: ElementId;
  /** Before the panel of this index in the scene's board, counted with the panels that are being dragged. */
  readonly at: number;
  /** The line that shows where they would land. */
  readonly line: Box;
}

/** Where panels dropped at this point of the grid's content would land; null where no scene is. */
export function dropAt(layout: GridLayout, x: number, y: number): Drop | null {
  const { columns, cardWidth, cardHeight } = layout.metrics;
  const group = layout.groups.findLast((candidate) => candidate.top <= y) ?? layout.groups[0];
  if (!group?.scene) return null;
  const inside = y - group.top - HEADER_HEIGHT;
  if (group.panels.length === 0) {
    const line = {
      left: PADDING - GAP / 2,
      top: group.top + HEADER_HEIGHT,
      width: 2,
      height: group.height - HEADER_HEIGHT - GAP,
    };
    return { scene: group.scene.id, at: 0, line };
  }
  const lastRow = Math.floor((group.panels.length - 1) / columns);
  const row = Math.min(lastRow, Math.max(0, Math.floor(inside / (cardHeight + GAP))));
  const inRow = Math.min(columns, group.panels.length - row * columns);
  const column = Math.min(inRow, Math.max(0, Math.round((x - PADDING - cardWidth / 2) / (cardWidth + GAP) + 0.5)));
  const line = {
    left: PADDING + column * (cardWidth + GAP) - GAP / 2 - 1,
    top: group.top + HEADER_HEIGHT + row * (cardHeight + GAP),
    width: 2,
    height: cardHeight,
  };
  return { scene: group.scene.id, at: placeAmongAll(group, row * columns + column), line };
}

/** Where among all panels of the scene it is, before the one of this index among those that are shown. */
export function placeAmongAll({ panels, all }: Group, index: number): number {
  const next = panels[index];
  if (next) return all.indexOf(next);
  const last = panels.at(-1);
  return last ? all.indexOf(last) + 1 : all.length;
}

/** The panels whose cards a marquee touches, in reading order. */
export function panelsIn(layout: GridLayout, box: Box): PanelId[] {
  const touched: PanelId[] = [];
  for (const row of layout.rows) {
    if (row.kind !== 'cards' || row.top > box.top + box.height || row.top + row.height - GAP < box.top) continue;
    const group = layout.groups[row.group] as Group;
    const end = Math.min(row.from + layout.metrics.columns, group.panels.length);
    for (let index = row.from; index < end; index++) {
      const card = cardBox(layout, group, index);
      const apart = card.left > box.left + box.width || card.left + card.width < box.left;
      if (!apart) touched.push((group.panels[index] as Panel).id);
    }
  }
  return touched;
}
