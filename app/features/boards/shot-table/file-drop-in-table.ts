import type { ShotRow, Storyboard } from '#shared/storyboard/index.ts';
import { BESIDE, type FileDrop, type Takers } from '../use-file-drop.ts';

export interface TableLayout {
  readonly rows: readonly ShotRow[];
  readonly boards: Storyboard['boards'];
  /** Whether the rows stand in the order of the script: only there do new panels come between two. */
  readonly inScript: boolean;
  readonly headerHeight: number;
  readonly rowHeight: number;
  readonly width: number;
}

/** Onto the frames of the row at this height, or between two rows; null where there is no row. */
export function fileDropInTable(table: TableLayout, y: number, takers: Takers): FileDrop | null {
  const { rows, boards, inScript, headerHeight, rowHeight, width } = table;
  const below = (y - headerHeight) / rowHeight;
  const index = Math.min(rows.length - 1, Math.max(0, Math.floor(below)));
  const row = rows[index];
  const [first, last] = [row?.panels[0], row?.panels.at(-1)];
  if (!row || !first || !last) return null;
  const part = below - index;
  const top = headerHeight + index * rowHeight;
  if (!inScript || (part >= BESIDE && part <= 1 - BESIDE)) {
    const taking = takers(first.id);
    const ids = taking.length > 1 ? taking : row.panels.map(({ id }) => id);
    return { place: { kind: 'panels', ids }, mark: { left: 0, top, width, height: rowHeight } };
  }
  const board = boards.find(({ scene }) => scene.id === row.scene.id);
  const before = part < BESIDE;
  const beside = board?.panels.findIndex(({ id }) => id === (before ? first : last).id) ?? -1;
  if (beside === -1) return null;
  const line = { left: 0, top: top + (before ? 0 : rowHeight) - 1, width, height: 2 };
  return { place: { kind: 'between', scene: row.scene.id, at: beside + (before ? 0 : 1) }, mark: line };
}
