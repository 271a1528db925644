import type { KeyboardEvent } from 'react';
import type { ElementId, PanelId, ShotId } from '#shared/lib/ids.ts';
import { DEFAULT_SHOT, type Shot } from '#shared/shots/index.ts';
import type { Lines, Panel } from '#shared/storyboard/index.ts';
import { GAP, PADDING, type Box, type Group, type Row } from './layout.ts';
import {
  useConsentMarks,
  usePictureWarnings,
  type PictureWarning,
  type PictureWarnings,
} from '#app/collab/use-picture-warnings.ts';
import { DropMark, FileDropMark } from './drop-mark.tsx';
import { PanelCard, type CardEvents } from './panel-card.tsx';
import { EmptyScene, SceneHeader } from './scene-header.tsx';
import type { Selection } from './selection.ts';
import type { BoardsPaneProps } from './types.ts';
import type { CardFocus } from './use-focus.ts';
import type { GridWindow, ShownGroup } from './use-grid-window.ts';
import type { PanelDrag } from './use-panel-drag.ts';
import type { UploadsSnapshot } from './picture-uploads.ts';
import type { FileDrop } from './use-file-drop.ts';
import styles from './boards-pane.module.css';

/** One object for the pane's whole life, so that headers are drawn again only when their own scene changes. */
export interface SceneEvents {
  readonly add: (group: Group) => void;
  readonly board: (group: Group) => void;
  /** Shows how the scene may be covered. */
  readonly cover: (group: Group) => void;
}

export interface GridProps {
  readonly window: GridWindow;
  readonly props: BoardsPaneProps;
  readonly shots: ReadonlyMap<ShotId, Shot>;
  readonly lines: Lines;
  readonly selection: Selection;
  readonly editing: PanelId | null;
  readonly drag: PanelDrag | null;
  readonly fileDrop: FileDrop | null;
  readonly uploads: UploadsSnapshot['shown'];
  readonly marquee: Box | null;
  readonly events: CardEvents;
  readonly sceneEvents: SceneEvents;
  readonly focus: CardFocus;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

type WarnedGrid = GridProps & {
  /** Of the pictures that panels show. */
  readonly warnings: PictureWarnings;
};

export function Grid(given: GridProps) {
  const { connection, projectId } = given.props;
  const grid: WarnedGrid = { ...given, warnings: usePictureWarnings(connection, useConsentMarks(projectId)) };
  const { window, drag, fileDrop, marquee, focus, onKeyDown } = grid;
  const { layout, mountScroller, shown } = window;
  return (
    <div
      ref={mountScroller}
      {...(layout.groups.length > 0 && gridRole(layout))}
      className={styles['scroller']}
      data-dragging={drag !== null}
      onKeyDown={onKeyDown}
      onFocus={focus.onFocus}
      onBlur={focus.onBlur}
    >
      {shown && layout.groups.length === 0 && <NoScenes />}
      <div role="presentation" className={styles['content']} style={{ height: layout.height }}>
        {shown?.map((group) => (
          <GroupRows key={group.group.key} shown={group} grid={grid} />
        ))}
        {drag?.drop && <DropMark at={drag.drop.line} />}
        <FileDropMark drop={fileDrop} />
        {marquee && <div className={styles['marquee']} style={{ ...marquee }} />}
      </div>
    </div>
  );
}

function gridRole({ rows, metrics }: GridWindow['layout']) {
  return {
    role: 'grid',
    'aria-label': 'Storyboard',
    'aria-multiselectable': true,
    'aria-rowcount': rows.length,
    'aria-colcount': metrics.columns,
  };
}

function NoScenes() {
  return (
    <p className={styles['noScenes']}>
      Panels hang on scenes. Write the first heading in the script, such as INT. KITCHEN - DAY, and its board is here.
    </p>
  );
}

function GroupRows({ shown: { group, rows }, grid }: { shown: ShownGroup; grid: WarnedGrid }) {
  const { window, props, sceneEvents } = grid;
  const { columns } = window.layout.metrics;
  const onAdd = props.canEdit ? sceneEvents.add : null;
  const onCover = props.canEdit ? sceneEvents.cover : null;
  return (
    <div role="rowgroup" className={styles['group']} style={{ top: group.top, height: group.height }}>
      <SceneHeader
        group={group}
        rowIndex={group.firstRow + 1}
        columns={columns}
        current={group.key === props.activeScene}
        onAdd={onAdd}
        onCover={onCover}
      />
      {rows.map(({ row, index }) =>
        row.kind === 'cards' ? (
          <CardRow key={index} shown={{ group, row, index }} grid={grid} />
        ) : (
          <EmptyScene
            key={index}
            group={group}
            rowIndex={index + 1}
            columns={columns}
            onAdd={onAdd}
            onCover={onCover}
            onBoard={props.canEdit ? sceneEvents.board : null}
          />
        ),
      )}
    </div>
  );
}

interface ShownRow {
  readonly group: ShownGroup['group'];
  readonly row: Extract<Row, { kind: 'cards' }>;
  readonly index: number;
}

const NO_WARNINGS: readonly PictureWarning[] = [];

function CardRow({ shown: { group, row, index }, grid }: { shown: ShownRow; grid: WarnedGrid }) {
  const { window, props, selection, drag, events } = grid;
  const { metrics, order } = window.layout;
  const tabStop =
    selection.active !== null && window.layout.placeOf.has(selection.active)
      ? selection.active
      : (firstShown(window) ?? order[0]);
  const cards = group.panels.slice(row.from, row.from + metrics.columns);
  const lit = new Set(props.selectedElementIds);
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className={styles['row']}
      style={{ top: row.top - group.top, gap: GAP, paddingInline: PADDING }}
    >
      {cards.map((panel, column) => (
        <PanelCard
          key={panel.id}
          panel={panel}
          shot={grid.shots.get(panel.shot) ?? { ...DEFAULT_SHOT, id: panel.shot }}
          number={group.numbers[row.from + column] ?? ''}
          lines={grid.lines}
          metrics={metrics}
          column={column}
          job={jobOf(props, panel.id)}
          upload={grid.uploads.get(panel.id)}
          threads={props.threadsByPanel?.get(panel.id) ?? 0}
          warnings={grid.warnings.get(panel.id) ?? NO_WARNINGS}
          selected={selection.selected.has(panel.id)}
          reachable={panel.id === tabStop}
          lit={hangsOn(panel, lit)}
          dragging={drag?.ids.includes(panel.id) ?? false}
          fresh={!window.known.has(panel.id)}
          editing={grid.editing === panel.id}
          canEdit={props.canEdit}
          canGenerate={props.canGenerate}
          assetUrl={props.assetUrl}
          projectId={props.projectId}
          liveDrawing={props.liveDrawing?.(panel.id)}
          events={events}
        />
      ))}
    </div>
  );
}

function firstShown({ shown }: GridWindow): PanelId | undefined {
  for (const { group, rows } of shown ?? []) {
    for (const { row } of rows) if (row.kind === 'cards') return group.panels[row.from]?.id;
  }
  return undefined;
}

function jobOf({ jobs }: BoardsPaneProps, panel: PanelId) {
  return jobs.find((job) => job.panel === panel);
}

function hangsOn({ anchors }: Panel, lines: ReadonlySet<ElementId>): boolean {
  return lines.size > 0 && anchors.some((anchor) => lines.has(anchor));
}
