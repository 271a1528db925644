import { memo, type CSSProperties, type MouseEvent } from 'react';
import type { ElementId, PanelId, TakeId } from '#shared/lib/ids.ts';
import type { FieldValue } from '#shared/shots/index.ts';
import { chosenTake, isMadeByAi, saidOf, type ShotRow } from '#shared/storyboard/index.ts';
import { AiTag } from '../only-ai.tsx';
import { PanelPicture, isPictured, type PanelPictureProps } from '#app/lib/panel-picture.tsx';
import { cardId } from '../card-id.ts';
import type { UploadsSnapshot } from '../picture-uploads.ts';
import type { Selection } from '../selection.ts';
import { UploadState } from '../upload-state.tsx';
import { CellEditor, type Left } from './cell-editor.tsx';
import { cellText, type TableColumn } from './columns.ts';
import { isSelected } from './row-selection.ts';
import styles from './shot-table.module.css';

/** What a row tells the table. One object for the table's whole life. */
export interface RowEvents {
  readonly press: (row: ShotRow, column: string, event: MouseEvent) => void;
  readonly click: (row: ShotRow, event: MouseEvent) => void;
  readonly focus: (row: ShotRow, column: string) => void;
  readonly edit: (row: ShotRow, column: string) => void;
  readonly done: (row: ShotRow, column: string, value: FieldValue | undefined, left: Left) => void;
  readonly fault: (row: ShotRow, column: string, value: FieldValue) => string | null;
  readonly refused: (why: string) => void;
  readonly cancelUpload: (take: TakeId) => void;
}

interface RowProps {
  readonly row: ShotRow;
  readonly index: number;
  readonly columns: readonly TableColumn[];
  readonly eighths: ReadonlyMap<ElementId, number>;
  readonly selection: Selection;
  readonly style: CSSProperties;
  /** The column whose cell the Tab key reaches; null in every row but one. */
  readonly reachable: string | null;
  /** The column that is written in. */
  readonly editing: string | null;
  readonly frames: Pick<PanelPictureProps, 'assetUrl' | 'projectId' | 'aspectRatio'>;
  readonly uploads: UploadsSnapshot['shown'];
  readonly events: RowEvents;
}

export function ShotTableRow(props: RowProps) {
  const { row, index, columns, selection, style, events, reachable } = props;
  const selected = isSelected(selection, row);
  // The frame that has the focus in the grid is found here by the same name.
  const named = row.panels.find(({ id }) => id === selection.active) ?? row.panels[0];
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={styles['row']}
      style={style}
      onClick={(event) => events.click(row, event)}
    >
      {columns.map((column, at) => (
        <TableCell
          key={column.name}
          {...props}
          {...{ column, selected }}
          at={at}
          id={reachable === column.name && named ? named.id : null}
          inReach={reachable !== null}
          written={props.editing === column.name}
        />
      ))}
    </div>
  );
}

interface CellProps extends Pick<RowProps, 'row' | 'eighths' | 'frames' | 'uploads' | 'events'> {
  readonly column: TableColumn;
  readonly at: number;
  readonly selected: boolean;
  /** Of the one cell that has the focus, or would get it. */
  readonly id: PanelId | null;
  /** Whether the Tab key comes to this row. */
  readonly inReach: boolean;
  readonly written: boolean;
}

function TableCell({ row, column, at, selected, id, inReach, written, eighths, frames, uploads, events }: CellProps) {
  const { name, about } = column;
  const [upload] = row.panels.flatMap((panel) => uploads.get(panel.id) ?? []);
  return (
    <div
      {...(id !== null && { id: cardId(id) })}
      role={name === 'setup' ? 'rowheader' : 'gridcell'}
      aria-colindex={at + 1}
      aria-selected={selected}
      aria-readonly={about === null}
      tabIndex={id === null ? -1 : 0}
      data-cell={name}
      data-column={name}
      className={styles['cell']}
      onMouseDown={(event) => events.press(row, name, event)}
      onDoubleClick={() => events.edit(row, name)}
      onFocus={(event) => {
        if (event.target !== event.currentTarget) return;
        event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        events.focus(row, name);
      }}
    >
      {written && about ? (
        <div className={styles['writing']} onMouseDown={stop} onClick={stop} onDoubleClick={stop}>
          <CellEditor
            field={about.field}
            label={`${column.label} of ${row.label}`}
            value={saidOf(row, about)}
            onDone={(value, left) => events.done(row, name, value, left)}
            faultOf={(value) => events.fault(row, name, value)}
            onRefused={events.refused}
          />
        </div>
      ) : name === 'picture' ? (
        <span className={styles['pictured']}>
          <Thumbnail row={row} {...frames} />
          {upload && <UploadState small upload={upload} reachable={inReach} onCancel={events.cancelUpload} />}
        </span>
      ) : (
        <span className={styles['words']} title={cellText(column, row, eighths)}>
          {cellText(column, row, eighths)}
        </span>
      )}
    </div>
  );
}

/** What is done in an editor is not done to its row. */
function stop(event: MouseEvent): void {
  event.stopPropagation();
}

/** The first of its frames that shows anything. */
const Thumbnail = memo(function Thumbnail({ row, ...frames }: Pick<RowProps, 'row'> & RowProps['frames']) {
  const pictured = row.panels.map((panel) => ({ panel, take: chosenTake(panel) })).find(isPictured);
  if (!pictured) return <span className={styles['thumbnail']} data-empty="" />;
  const about = { alt: `Picture of ${row.label}`, sizes: '76px', className: styles['thumbnail'], lazy: true };
  return (
    <>
      <PanelPicture {...frames} {...pictured} {...about} />
      {isMadeByAi(pictured.panel) && <AiTag />}
    </>
  );
});
