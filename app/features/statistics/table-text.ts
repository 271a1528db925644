/** One column of a table, as it is shown, sorted and copied. */
export interface Column<Row> {
  readonly label: string;
  /** What it is sorted by; numbers stand to the right. */
  readonly value: (row: Row) => number | string;
  /** How it reads, where that is not its value. */
  readonly text?: (row: Row) => string;
  /** How it is copied, where that is not its value: a spreadsheet takes `2/8` for the second of August. */
  readonly copied?: (row: Row) => number | string;
  /** The head of what is copied, where the label would not say what it is. */
  readonly copiedLabel?: string;
}

/** A table with tabs between its columns, which spreadsheets and tables of text programs take. */
export function tableText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map(({ value, copied = value }) => cell(copied(row))));
  return [columns.map(({ label, copiedLabel = label }) => copiedLabel), ...lines]
    .map((line) => line.join('\t'))
    .join('\n');
}

/** What begins so is a formula to a spreadsheet, and names are typed by anybody. */
const FORMULA = /^[=+\-@]/;

function cell(value: number | string): string {
  if (typeof value === 'number') return String(value);
  const line = value.replace(/\s+/g, ' ').trim();
  return FORMULA.test(line) ? `'${line}` : line;
}

export interface Order {
  /** Of the column. */
  readonly label: string;
  readonly descending: boolean;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Rows by one column; those that are equal in it stay as they were. As they were, too, without an order. */
export function sorted<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  order: Order | null,
): readonly Row[] {
  const column = columns.find(({ label }) => label === order?.label);
  if (!column || !order) return rows;
  const sign = order.descending ? -1 : 1;
  const compare = (a: number | string, b: number | string) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return [...rows].sort((a, b) => sign * compare(column.value(a), column.value(b)));
}
