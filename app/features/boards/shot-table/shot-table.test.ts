import { expect, test } from 'vitest';
import type { PanelId } from '#shared/lib/ids.ts';
import { NOTHING } from '../selection.ts';
import { cellAfter, columnsNamed, editableAfter } from './columns.ts';
import { extendRows, isSelected, rowsByPanel, selectRow, toggleRow } from './row-selection.ts';
import { readView } from '../boards-view.ts';

const row = (...ids: string[]) =>
  ({ panels: ids.map((id) => ({ id: id as PanelId })) }) as unknown as Parameters<typeof selectRow>[0];
const ROWS = [row('a1', 'a2'), row('b1'), row('c1', 'c2')];
const ROW_OF = rowsByPanel(ROWS);
const at = (index: number) => ROWS[index] as (typeof ROWS)[number];

test('a row is selected with all of its frames, and a range is of whole rows in the order of the table', () => {
  const first = selectRow(at(0));
  expect([...first.selected]).toEqual(['a1', 'a2']);
  const range = extendRows(first, 2, ROWS, ROW_OF);
  expect([...range.selected]).toEqual(['a1', 'a2', 'b1', 'c1', 'c2']);
  expect(range.active).toBe('c1');
  // The range began at the first row: to go back towards it makes it shorter.
  expect([...extendRows(range, 1, ROWS, ROW_OF).selected]).toEqual(['a1', 'a2', 'b1']);
  expect([...toggleRow(range, at(1)).selected]).toEqual(['a1', 'a2', 'c1', 'c2']);
});

test('a setup of which one frame is selected is not, and a click with Control takes in the rest', () => {
  const some = { ...NOTHING, selected: new Set(['a1' as PanelId]) };
  expect(isSelected(some, at(0))).toBe(false);
  expect(isSelected(toggleRow(some, at(0)), at(0))).toBe(true);
});

test('arrows go from cell to cell and stop at the edges; Control goes to the end', () => {
  const extent = { rows: 3, columns: 4, page: 2 };
  const from = { row: 1, column: 1 };
  const to = (key: string, far = false) => cellAfter(from, key, far, extent);
  expect(to('ArrowLeft')).toEqual({ row: 1, column: 0 });
  expect(to('ArrowDown')).toEqual({ row: 2, column: 1 });
  expect(to('PageDown')).toEqual({ row: 2, column: 1 });
  expect(to('ArrowUp', true)).toEqual({ row: 0, column: 1 });
  expect(to('End', true)).toEqual({ row: 2, column: 3 });
  expect(cellAfter({ row: 0, column: 0 }, 'ArrowUp', false, extent)).toEqual({ row: 0, column: 0 });
  expect(to('g')).toBeNull();
});

test('Tab goes to the next cell that can be written in, over the end of the row', () => {
  const columns = columnsNamed(['picture', 'size', 'setting']);
  expect(columns.map(({ name }) => name)).toEqual(['setup', 'picture', 'size', 'setting']);
  expect(editableAfter({ row: 0, column: 0 }, false, columns, 2)).toEqual({ row: 0, column: 2 });
  expect(editableAfter({ row: 0, column: 2 }, false, columns, 2)).toEqual({ row: 1, column: 0 });
  expect(editableAfter({ row: 1, column: 2 }, false, columns, 2)).toBeNull();
  expect(editableAfter({ row: 1, column: 0 }, true, columns, 2)).toEqual({ row: 0, column: 2 });
});

test('what is kept of a view and makes no sense is the usual', () => {
  expect(readView('{"view":"wall","order":7,"columns":"all"}')).toEqual(readView(null));
  expect(readView('{"view":"list","columns":["size",3]}')).toMatchObject({ view: 'list', columns: ['size'] });
});
