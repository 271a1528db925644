import { expect, test } from 'vitest';
import { sorted, tableText, type Column } from './table-text.ts';

interface Row {
  readonly name: string;
  readonly eighths: number;
}
const columns: readonly Column<Row>[] = [
  { label: 'Name', value: ({ name }) => name },
  {
    ...{ label: 'Length', copiedLabel: 'Length in pages', value: ({ eighths }) => eighths },
    ...{ text: ({ eighths }) => `${eighths}/8`, copied: ({ eighths }) => eighths / 8 },
  },
];
const rows: readonly Row[] = [
  { name: 'ZOË', eighths: 2 },
  { name: 'EVE', eighths: 12 },
  { name: 'COP 10', eighths: 2 },
  { name: 'COP 9', eighths: 9 },
];

test('a table is copied with its heads, and lengths as numbers', () => {
  expect(tableText(columns, rows.slice(0, 2))).toBe('Name\tLength in pages\nZOË\t0.25\nEVE\t1.5');
});

test.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['+1', `'+1`],
  ['-1', `'-1`],
  ['@SUM(A1)', `'@SUM(A1)`],
  [' =1', `'=1`],
  ['A\tB\nC', 'A B C'],
])('the name %j is no formula and one cell', (name, cell) => {
  expect(tableText(columns.slice(0, 1), [{ name, eighths: 1 }])).toBe(`Name\n${cell}`);
});

test.each([
  ['Name', false, ['COP 9', 'COP 10', 'EVE', 'ZOË']],
  ['Name', true, ['ZOË', 'EVE', 'COP 10', 'COP 9']],
  ['Length', true, ['EVE', 'COP 9', 'ZOË', 'COP 10']],
  ['Length', false, ['ZOË', 'COP 10', 'COP 9', 'EVE']],
])('sorted by %s, descending %s, rows that are equal stay as they were', (label, descending, names) => {
  expect(sorted(columns, rows, { label, descending }).map(({ name }) => name)).toEqual(names);
});

test('without an order rows stand as they came', () => {
  expect(sorted(columns, rows, null)).toBe(rows);
});
