import { shortSize } from '#shared/shots/index.ts';
import { SHOT_COLUMNS, type ShotColumn, type ShotRow } from '#shared/storyboard/index.ts';

/** A column as it stands in the table: the trade's, and the picture. */
export interface TableColumn extends Omit<ShotColumn, 'shown'> {
  /** Pixels. */
  readonly width: number;
}

const WIDTHS: Readonly<Record<string, number>> = {
  ...{ setup: 84, scene: 60, size: 72, angle: 104, movement: 112, lens: 64, subject: 260, sound: 88, equipment: 120 },
  ...{ frameRate: 92, camera: 76, cast: 150, props: 150, location: 150, vfx: 56, status: 92, setupMinutes: 92 },
  ...{ shootMinutes: 92, notes: 240, setting: 76, daylight: 60, pages: 64, panels: 68, seconds: 76 },
};
const WIDTH_OF_WORDS = 200;

const PICTURE: TableColumn = { name: 'picture', label: 'Picture', about: null, width: 92, cell: () => '' };

/** The setup stands first and stays there; then the picture, and the rest as the trade prints it. */
export const TABLE_COLUMNS: readonly TableColumn[] = [
  ...SHOT_COLUMNS.filter(({ name }) => name === 'setup'),
  PICTURE,
  ...SHOT_COLUMNS.filter(({ name }) => name !== 'setup'),
].map((column) => ({ ...column, width: WIDTHS[column.name] ?? (column === PICTURE ? PICTURE.width : WIDTH_OF_WORDS) }));

/** Those of these names; the setup always. */
export function columnsNamed(names: readonly string[]): TableColumn[] {
  return TABLE_COLUMNS.filter(({ name }) => name === 'setup' || names.includes(name));
}

/** Takes the room that is left: the words of the shot, else the last column. */
export function templateOf(columns: readonly TableColumn[]): string {
  const wide = columns.find(({ name }) => name === 'subject') ?? columns.at(-1);
  return columns
    .map((column) => (column === wide ? `minmax(${String(column.width)}px, 1fr)` : `${String(column.width)}px`))
    .join(' ');
}

export function widthOf(columns: readonly TableColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

/** Whether what is said there can be changed. */
export function isEditable({ about }: Pick<TableColumn, 'about'>): boolean {
  return about !== null;
}

export interface Cell {
  /** Index of the row. */
  readonly row: number;
  /** Index of the column. */
  readonly column: number;
}

interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are in view at once. */
  readonly page: number;
}

/** The cell that a key leads to; null for other keys. With `far` (Control), Home and End lead to the table's corners. */
export function cellAfter({ row, column }: Cell, key: string, far: boolean, extent: Extent): Cell | null {
  const [lastRow, lastColumn] = [extent.rows - 1, extent.columns - 1];
  const rowAt = (at: number) => Math.max(0, Math.min(lastRow, at));
  switch (key) {
    case 'ArrowLeft':
      return { row, column: far ? 0 : Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: far ? lastColumn : Math.min(lastColumn, column + 1) };
    case 'ArrowUp':
      return { row: far ? 0 : rowAt(row - 1), column };
    case 'ArrowDown':
      return { row: far ? lastRow : rowAt(row + 1), column };
    case 'PageUp':
      return { row: rowAt(row - extent.page), column };
    case 'PageDown':
      return { row: rowAt(row + extent.page), column };
    case 'Home':
      return { row: far ? 0 : row, column: 0 };
    case 'End':
      return { row: far ? lastRow : row, column: lastColumn };
    default:
      return null;
  }
}

/** The next cell in reading order, or the one before, in which something can be said; null at the table's end. */
export function editableAfter(
  { row, column }: Cell,
  back: boolean,
  columns: readonly Pick<TableColumn, 'about'>[],
  rows: number,
): Cell | null {
  const step = back ? -1 : 1;
  for (let at = row * columns.length + column + step; at >= 0 && at < rows * columns.length; at += step) {
    const found = columns[at % columns.length];
    if (found && isEditable(found)) return { row: Math.floor(at / columns.length), column: at % columns.length };
  }
  return null;
}

/** What a cell shows; the size short, as on a card. */
export function cellText(column: TableColumn, row: ShotRow, eighths: Parameters<ShotColumn['cell']>[1]): string {
  return column.name === 'size' ? shortSize(row.shot.size) : String(column.cell(row, eighths));
}
