import type { PanelId } from '#shared/lib/ids.ts';

/** Which panels are selected, which one has the focus, and where a range started. */
export interface Selection {
  readonly selected: ReadonlySet<PanelId>;
  readonly active: PanelId | null;
  readonly anchor: PanelId | null;
}

export const NOTHING: Selection = { selected: new Set(), active: null, anchor: null };

export function selectOnly(id: PanelId): Selection {
  return { selected: new Set([id]), active: id, anchor: id };
}

export function selectAll(ids: readonly PanelId[], active: PanelId | null = ids.at(-1) ?? null): Selection {
  return { selected: new Set(ids), active, anchor: ids[0] ?? null };
}

export function toggle(selection: Selection, id: PanelId): Selection {
  const selected = new Set(selection.selected);
  if (!selected.delete(id)) selected.add(id);
  return { selected, active: id, anchor: id };
}

/** Everything from where the range started up to `id`, in reading order. */
export function extendTo(selection: Selection, id: PanelId, order: readonly PanelId[]): Selection {
  const anchor = selection.anchor ?? selection.active ?? id;
  const [from, to] = [order.indexOf(anchor), order.indexOf(id)].sort((a, b) => a - b) as [number, number];
  if (from < 0) return selectOnly(id);
  return { selected: new Set(order.slice(from, to + 1)), active: id, anchor };
}

/** The selected panels that still exist, in reading order. */
export function selectedIn(selection: Selection, order: readonly PanelId[]): PanelId[] {
  return selection.selected.size === 0 ? [] : order.filter((id) => selection.selected.has(id));
}
