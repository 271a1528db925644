import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Icon } from '#app/components/index.ts';
import { CopyTable } from './copy-table.tsx';
import css from './report-table.module.css';
import { sorted, tableText, type Column, type Order } from './table-text.ts';

interface ReportTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Stands below the rows, however they are sorted. */
  readonly total?: Row;
  /** Under the table: how its figures are meant. */
  readonly note?: string;
  readonly keyOf: (row: Row) => string;
  /** Goes to what a row is about. */
  readonly onOpen?: (row: Row) => void;
  /** What the table says when it has no rows. */
  readonly empty: ReactNode;
}

/** Sorted by the column whose head is pressed, and copied as it is sorted. The first column names the row. */
export function ReportTable<Row>(props: ReportTableProps<Row>) {
  const { label, columns, rows, total, note, keyOf, onOpen, empty } = props;
  const [order, setOrder] = useState<Order | null>(null);
  if (rows.length === 0) return <p className={css['empty']}>{empty}</p>;
  const shown = sorted(columns, rows, order);
  const isNumber = columns.map(({ value }) => shown.every((row) => typeof value(row) === 'number'));
  const sideOf = (index: number) => (isNumber[index] ? css['number'] : undefined);
  return (
    <section>
      <div className={css['head']}>
        <h3>{label}</h3>
        <CopyTable text={() => tableText(columns, total ? [...shown, total] : shown)} rows={shown.length} />
      </div>
      <div className={css['frame']}>
        <table className={css['table']} aria-label={label}>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={column.label} scope="col" className={sideOf(index)} aria-sort={sortOf(column.label, order)}>
                  <button
                    type="button"
                    onClick={() => setOrder(nextOrder(column.label, order, isNumber[index] ?? false))}
                  >
                    {column.label}
                    {order?.label === column.label && <Icon of={order.descending ? ArrowDown : ArrowUp} size={12} />}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <TableRow key={keyOf(row)} {...{ columns, row, sideOf, ...(onOpen && { onOpen }) }} />
            ))}
          </tbody>
          {total && (
            <tfoot>
              <TableRow {...{ columns, sideOf }} row={total} />
            </tfoot>
          )}
        </table>
      </div>
      {note !== undefined && <p className={css['note']}>{note}</p>}
    </section>
  );
}

interface TableRowProps<Row> extends Pick<ReportTableProps<Row>, 'columns' | 'onOpen'> {
  readonly row: Row;
  readonly sideOf: (column: number) => string | undefined;
}

function TableRow<Row>({ columns, row, sideOf, onOpen }: TableRowProps<Row>) {
  const open = onOpen && (() => onOpen(row));
  return (
    <tr data-opens={open ? '' : undefined} onClick={open}>
      {columns.map(({ label, value, text = (of) => String(value(of)) }, index) =>
        index === 0 ? (
          <th key={label} scope="row" className={sideOf(index)}>
            {/* A press on it is a press on the row. */}
            {open ? <button type="button">{text(row)}</button> : text(row)}
          </th>
        ) : (
          <td key={label} className={sideOf(index)}>
            {text(row)}
          </td>
        ),
      )}
    </tr>
  );
}

function sortOf(label: string, order: Order | null): 'ascending' | 'descending' | undefined {
  if (order?.label !== label) return undefined;
  return order.descending ? 'descending' : 'ascending';
}

/** Figures begin with the largest, words with A; a third press gives the first order back. */
function nextOrder(label: string, order: Order | null, largestFirst: boolean): Order | null {
  if (order?.label !== label) return { label, descending: largestFirst };
  return order.descending === largestFirst ? { label, descending: !largestFirst } : null;
}
