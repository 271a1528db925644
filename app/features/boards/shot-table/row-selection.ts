import type { PanelId } from '#shared/lib/ids.ts';
import type { ShotRow } from '#shared/storyboard/index.ts';
import { selectAll, type Selection } from '../selection.ts';

/*
 * A row of the shot list stands for all frames of its setup: to select it is to select those, in the one selection that
 * every view of the boards has.
 */

type Row = Pick<ShotRow, 'panels'>;

/** Tells a row from all others, wherever it stands: a setup that has frames in two scenes has a row in each. */
export function keyOf({ scene, shot }: Pick<ShotRow, 'scene' | 'shot'>): string {
  return `${scene.id} ${shot.id}`;
}

const idsOf = ({ panels }: Row): PanelId[] => panels.map(({ id }) => id);

/** Where each panel's setup stands. */
export function rowsByPanel(rows: readonly Row[]): ReadonlyMap<PanelId, number> {
  return new Map(rows.flatMap(({ panels }, at) => panels.map(({ id }): [PanelId, number] => [id, at])));
}

/** All of its frames. */
export function isSelected({ selected }: Selection, row: Row): boolean {
  return row.panels.every(({ id }) => selected.has(id));
}

export function selectRow(row: Row): Selection {
  const ids = idsOf(row);
  return selectAll(ids, ids[0]);
}

export function toggleRow(selection: Selection, row: Row): Selection {
  const ids = idsOf(row);
  const selected = new Set(selection.selected);
  const off = isSelected(selection, row);
  for (const id of ids) {
    if (off) selected.delete(id);
    else selected.add(id);
  }
  return { selected, active: ids[0] ?? null, anchor: ids[0] ?? null };
}

/** Every row from where the range started up to this one. */
export function extendRows(
  selection: Selection,
  to: number,
  rows: readonly Row[],
  rowOf: ReadonlyMap<PanelId, number>,
): Selection {
  const anchor = selection.anchor ?? selection.active;
  const from = (anchor === null ? undefined : rowOf.get(anchor)) ?? to;
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  const active = rows[to]?.panels[0]?.id ?? null;
  return { selected: new Set(range.flatMap(idsOf)), active, anchor: anchor ?? active };
}
