import { expect, test } from 'vitest';
import type { PanelId } from '#shared/lib/ids.ts';
import type { ShotRow } from '#shared/storyboard/index.ts';
import { fileDropInTable, type TableLayout } from './file-drop-in-table.ts';

const panels = ['a', 'b', 'c'].map((id) => ({ id: id as PanelId }));
const scene = { id: 'h1' };
const [a, b, c] = panels;
/** The setup of a and c, and that of b between them. */
const table = {
  ...{
    rows: [
      { scene, panels: [a, c] },
      { scene, panels: [b] },
    ] as unknown as ShotRow[],
    inScript: true,
  },
  ...{ boards: [{ scene, panels }] as unknown as TableLayout['boards'], headerHeight: 32, rowHeight: 50, width: 400 },
};
const alone = (id: PanelId) => [id];
const onto = (...ids: string[]) => ({ place: { kind: 'panels', ids } });
const before = (at: number) => ({ place: { kind: 'between', scene: 'h1', at } });

test('files go onto the frames of a row, or, at its edges, into the script before and after them', () => {
  expect(fileDropInTable(table, 32 + 25, alone)).toMatchObject(onto('a', 'c'));
  expect(fileDropInTable(table, 32 + 2, alone)).toMatchObject(before(0));
  expect(fileDropInTable(table, 32 + 48, alone)).toMatchObject(before(3));
  expect(fileDropInTable(table, 32 + 52, alone)).toMatchObject(before(1));
  expect(fileDropInTable(table, 32 + 900, alone)).toMatchObject(before(2));
  expect(fileDropInTable({ ...table, rows: [] }, 60, alone)).toBeNull();
});

test('onto a selected row they go to all that is selected; in shooting order nothing comes between two rows', () => {
  expect(fileDropInTable(table, 32 + 75, () => ['b', 'x'] as PanelId[])).toMatchObject(onto('b', 'x'));
  expect(fileDropInTable({ ...table, inScript: false }, 32 + 52, alone)).toMatchObject(onto('b'));
});
