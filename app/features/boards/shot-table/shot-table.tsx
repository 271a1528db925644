import {
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import { inShootingOrder, shotList, type ShotRow } from '#shared/storyboard/index.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import type { Stage } from '../commands.ts';
import { FileDropMark } from '../drop-mark.tsx';
import type { ShownBoards } from '../types.ts';
import { useFileDrop } from '../use-file-drop.ts';
import { useLatest } from '../use-latest.ts';
import { useBeginAt } from '../use-shown-boards.ts';
import { columnsNamed, templateOf, widthOf, type TableColumn } from './columns.ts';
import { fileDropInTable } from './file-drop-in-table.ts';
import { keyOf, rowsByPanel } from './row-selection.ts';
import { ShotTableRow, type RowEvents } from './shot-table-row.tsx';
import { ListBar } from './list-bar.tsx';
import { onTableKey, tableEvents } from './table-acts.ts';
import type { Editing, ShotTableProps, Table } from './types.ts';
import { useSceneLengths } from './use-scene-lengths.ts';
import styles from './shot-table.module.css';

const HEADER_HEIGHT = 32;
const ROW_HEIGHT = 52;

/** Every setup of the film as a row of the shot list, to read and to write in. */
export const ShotTable = forwardRef<ShownBoards, ShotTableProps>(function ShotTable(props, handle) {
  const { stage, view, numbering, focus, pictures } = props;
  const { storyboard, only, selection } = stage;
  const rows = useMemo(() => {
    const inScript = shotList(storyboard, { shots: storyboard.shots, numbering });
    const shown = only ? inScript.filter(({ panels }) => panels.some(only)) : inScript;
    return view.order === 'shooting' ? inShootingOrder(shown) : shown;
  }, [storyboard, numbering, view.order, only]);
  const rowOf = useMemo(() => rowsByPanel(rows), [rows]);
  const columns = useMemo(() => columnsNamed(view.columns), [view.columns]);
  const eighths = useSceneLengths(stage.props.connection.doc);
  const [column, setColumn] = useState('setup');
  const [editing, setEditing] = useState<Editing | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [mounted, setMounted] = useState<HTMLDivElement | null>(null);
  useLayoutEffect(() => setMounted(scroller.current), []);
  const active = selection.active === null ? -1 : (rowOf.get(selection.active) ?? -1);
  const written = editing ? rows.findIndex((row) => keyOf(row) === editing.row) : -1;

  const pinned = [active, written].filter((row) => row >= 0);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), ...pinned])].sort((a, b) => a - b),
    overscan: 6,
    paddingStart: HEADER_HEIGHT,
  });
  useStay(scroller, rows, written >= 0 ? written : active);

  const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / ROW_HEIGHT) - 1);
  const shownColumn = columns.some(({ name }) => name === column) ? column : 'setup';
  const latest = useLatest<Table>({
    ...{ props, rows, rowOf, columns, page, setColumn, setEditing },
    column: shownColumn,
  });
  const events = useMemo<RowEvents>(() => tableEvents(latest), [latest]);
  const reveal = (panel: PanelId) => showRow(scroller.current, rowOf.get(panel));
  const revealScene = (scene: ElementId) => {
    const first = rows.findIndex((row) => row.scene.id === scene);
    if (first >= 0) scroller.current?.scrollTo({ top: first * ROW_HEIGHT });
  };
  useImperativeHandle(handle, () => ({ reveal, revealScene }));
  useBeginAt(stage, { reveal, revealScene });
  const top = rows[Math.floor((virtualizer.scrollOffset ?? 0) / ROW_HEIGHT)];
  useSceneAtTop(view.order === 'script' ? top?.scene.id : undefined, stage.props.onSceneInView);

  const fileDrop = useFileDrop({
    ...{ scroller: mounted, axis: 'y', enabled: stage.props.canEdit, onFiles: pictures.dropped },
    dropAt: (_, y) =>
      fileDropInTable({ ...tableOf(rows, view, mounted), boards: storyboard.boards }, y, pictures.takers),
  });

  const template = useMemo(() => templateOf(columns), [columns]);
  const aspectRatio = useAspectRatio(stage.props.connection.doc);
  const frames = { assetUrl: stage.props.assetUrl, projectId: stage.props.projectId, aspectRatio };
  const width = { minWidth: '100%', width: widthOf(columns), gridTemplateColumns: template };
  const tabStop = active >= 0 ? active : (virtualizer.getVirtualItems()[0]?.index ?? 0);
  return (
    <div className={styles['list']}>
      <ListBar view={view} onView={props.onView} count={rows.length} />
      <div
        ref={scroller}
        className={styles['scroller']}
        role="grid"
        aria-label="Shot list"
        aria-multiselectable
        aria-readonly={!stage.props.canEdit}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        onKeyDown={(event) => onTableKey(event, latest.current)}
        onFocus={focus.onFocus}
        onBlur={focus.onBlur}
      >
        <div role="presentation" className={styles['content']} style={{ height: virtualizer.getTotalSize() }}>
          <HeaderRow columns={columns} style={width} />
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return (
              row && (
                <ShotTableRow
                  key={keyOf(row)}
                  {...{ row, index, columns, eighths, selection, events }}
                  style={{ ...width, top: start, height: ROW_HEIGHT }}
                  reachable={index === tabStop ? shownColumn : null}
                  editing={editing?.row === keyOf(row) ? editing.column : null}
                  frames={frames}
                  uploads={pictures.uploading.shown}
                />
              )
            );
          })}
          <FileDropMark drop={fileDrop} />
        </div>
        {rows.length === 0 && <NoShots />}
      </div>
    </div>
  );
});

function tableOf(rows: readonly ShotRow[], { order }: ShotTableProps['view'], scroller: HTMLElement | null) {
  const sizes = { headerHeight: HEADER_HEIGHT, rowHeight: ROW_HEIGHT, width: scroller?.scrollWidth ?? 0 };
  return { rows, inScript: order === 'script', ...sizes };
}

function HeaderRow({ columns, style }: { readonly columns: readonly TableColumn[]; readonly style: object }) {
  return (
    <div role="row" aria-rowindex={1} className={styles['header']} style={{ ...style, height: HEADER_HEIGHT }}>
      {columns.map(({ name, label }, at) => (
        <div key={name} role="columnheader" aria-colindex={at + 1} className={styles['head']} data-column={name}>
          {label}
        </div>
      ))}
    </div>
  );
}

function NoShots() {
  return (
    <div role="row" className={styles['none']}>
      <p role="gridcell">
        A shot list is what the setups of the panels say. Board a scene in the grid, and each of its setups is a row
        here.
      </p>
    </div>
  );
}

function showRow(scroller: HTMLElement | null, row: number | undefined): void {
  if (!scroller || row === undefined) return;
  const top = row * ROW_HEIGHT;
  const room = scroller.clientHeight - HEADER_HEIGHT;
  if (scroller.scrollTop > top) scroller.scrollTop = top;
  else if (scroller.scrollTop + room < top + ROW_HEIGHT) scroller.scrollTop = top + ROW_HEIGHT - room;
}

/** Keeps the row at hand, else the one at the top, where it is on the screen when others come or go above it. */
function useStay(scroller: RefObject<HTMLElement>, rows: readonly ShotRow[], held: number): void {
  const before = useRef({ rows, held });
  useLayoutEffect(() => {
    const { rows: previous, held: heldBefore } = before.current;
    before.current = { rows, held };
    const element = scroller.current;
    if (!element || previous === rows || element.scrollTop === 0) return;
    const at = heldBefore >= 0 ? heldBefore : Math.floor(element.scrollTop / ROW_HEIGHT);
    const row = previous[at];
    const now = row ? rows.findIndex((each) => keyOf(each) === keyOf(row)) : -1;
    if (now >= 0) element.scrollTop += (now - at) * ROW_HEIGHT;
  });
}

function useSceneAtTop(scene: ElementId | undefined, tell: Stage['props']['onSceneInView']): void {
  const latest = useLatest(tell);
  useEffect(() => {
    if (scene) latest.current?.(scene);
  }, [scene, latest]);
}
