import type { KeyboardEvent } from 'react';
import type { ShotRow } from '#shared/storyboard/index.ts';
import { extendRows, isSelected, keyOf, selectRow, toggleRow } from './row-selection.ts';
import { cellAfter, editableAfter, type Cell } from './columns.ts';
import type { Left } from './cell-editor.tsx';
import type { RowEvents } from './shot-table-row.tsx';
import type { Table } from './types.ts';

type Latest = { readonly current: Table };

/** The keys of a cell that is not written in; the rest are those of every view of the boards. */
export function onTableKey(event: KeyboardEvent, table: Table): void {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const onCell = target?.dataset['cell'] !== undefined;
  if (onCell && (navigate(event, table) || write(event, table))) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  table.props.onKeyDown(event);
}

function navigate(event: KeyboardEvent, table: Table): boolean {
  const { rows, columns, page } = table;
  const at = cellAtHand(table);
  const chord = event.ctrlKey || event.metaKey;
  const to = at && cellAfter(at, event.key, chord, { rows: rows.length, columns: columns.length, page });
  if (!to) return false;
  // There the grid moves panels: in a list, which may stand in shooting order, nothing moves.
  if (!event.altKey) goTo(table, to, event.shiftKey ? 'extend' : 'only');
  return true;
}

function write(event: KeyboardEvent, table: Table): boolean {
  const at = cellAtHand(table);
  const row = at && table.rows[at.row];
  if (!row) return false;
  if (event.key === ' ') {
    const { selection, choose } = table.props.stage;
    choose(toggleRow(selection, row), false);
    return true;
  }
  if ((event.key !== 'Enter' && event.key !== 'F2') || event.ctrlKey || event.metaKey || event.altKey) return false;
  edit(table, at);
  return true;
}

function cellAtHand({ props, rowOf, column, columns }: Table): Cell | null {
  const { active } = props.stage.selection;
  const row = active === null ? undefined : rowOf.get(active);
  return row === undefined ? null : { row, column: columns.findIndex(({ name }) => name === column) };
}

function goTo(table: Table, to: Cell, how: 'only' | 'extend', focus = true): void {
  const { props, rows, rowOf, columns, setColumn } = table;
  const { selection, choose } = props.stage;
  const row = rows[to.row];
  const column = columns[to.column];
  if (!row || !column) return;
  setColumn(column.name);
  const here = selection.active !== null && rowOf.get(selection.active) === to.row;
  if (here && how !== 'extend') choose(selection, focus);
  else choose(how === 'extend' ? extendRows(selection, to.row, rows, rowOf) : selectRow(row), focus);
}

/** Opens the cell to be written in; a flag, which has but two values, gets the other one. */
function edit(table: Table, at: Cell): void {
  const { props, rows, columns, setEditing } = table;
  const [row, column] = [rows[at.row], columns[at.column]];
  if (!props.stage.props.canEdit || !row || !column?.about) return;
  const { about } = column;
  if (about.field.kind === 'flag') props.onChange(row, about, !row.shot[about.field.name as 'vfx']);
  else setEditing({ row: keyOf(row), column: column.name });
}

/** The handlers of all rows, made once. */
export function tableEvents(latest: Latest): RowEvents {
  return {
    press(row, column, event) {
      const { props, setColumn } = latest.current;
      setColumn(column);
      const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && event.button === 0;
      if (plain && !isSelected(props.stage.selection, row)) props.stage.choose(selectRow(row), false);
    },
    click(row, event) {
      const { props, rows, rowOf } = latest.current;
      const { selection, choose } = props.stage;
      if (event.shiftKey) choose(extendRows(selection, rows.indexOf(row), rows, rowOf), false);
      else if (event.ctrlKey || event.metaKey) choose(toggleRow(selection, row), false);
      else if (selection.selected.size > row.panels.length) choose(selectRow(row), false);
    },
    focus(row, column) {
      const { props, setColumn, rowOf, rows } = latest.current;
      setColumn(column);
      const { active } = props.stage.selection;
      const here = active !== null && rows[rowOf.get(active) ?? -1] === row;
      const [first] = row.panels;
      if (!here && first) props.onFocusPanel(first.id);
    },
    edit(row, column) {
      const { rows, columns } = latest.current;
      edit(latest.current, { row: rows.indexOf(row), column: columns.findIndex(({ name }) => name === column) });
    },
    done: (row, column, value, left) => leave(latest.current, row, column, value, left),
    fault: (row, column, value) => {
      const about = latest.current.columns.find(({ name }) => name === column)?.about;
      return about ? latest.current.props.faultOf(row, about, value) : null;
    },
    refused: (why) => latest.current.props.stage.say(why),
    cancelUpload: (take) => latest.current.props.pictures.uploading.cancel(take),
  };
}

function leave(table: Table, row: ShotRow, name: string, value: Parameters<RowEvents['done']>[2], left: Left): void {
  const { props, rows, columns, setEditing } = table;
  const column = columns.findIndex((each) => each.name === name);
  const about = columns[column]?.about;
  setEditing(null);
  if (value !== undefined && about) props.onChange(row, about, value);
  if (left === 'away') return;
  const here = { row: rows.findIndex((each) => keyOf(each) === keyOf(row)), column };
  const next = left === 'enter' ? null : editableAfter(here, left === 'back', columns, rows.length);
  // The editor of the next cell takes the focus by itself.
  goTo(table, next ?? here, 'only', next === null);
  if (next) edit(table, next);
}
