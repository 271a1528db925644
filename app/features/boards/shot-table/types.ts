import type { KeyboardEvent } from 'react';
import type { PanelId } from '#shared/lib/ids.ts';
import type { FieldValue, Numbering } from '#shared/shots/index.ts';
import type { BoardField, ShotRow } from '#shared/storyboard/index.ts';
import type { BoardsView } from '../boards-view.ts';
import type { Stage } from '../commands.ts';
import type { BringPictures } from '../use-bring-pictures.ts';
import type { CardFocus } from '../use-focus.ts';
import type { TableColumn } from './columns.ts';

export interface ShotTableProps {
  readonly stage: Stage;
  readonly numbering: Numbering;
  readonly view: BoardsView;
  readonly onView: (changes: Partial<BoardsView>) => void;
  readonly focus: Pick<CardFocus, 'onFocus' | 'onBlur'>;
  readonly pictures: Pick<BringPictures, 'dropped' | 'takers' | 'uploading'>;
  readonly onFocusPanel: (panel: PanelId) => void;
  /** Why a value can't be, in a sentence; null when it can. */
  readonly faultOf: (row: ShotRow, about: BoardField, value: FieldValue) => string | null;
  readonly onChange: (row: ShotRow, about: BoardField, value: FieldValue) => void;
  /** The keys that every view has. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Which cell is written in: by the row's key, for it may move meanwhile. */
export interface Editing {
  readonly row: string;
  readonly column: string;
}

/** What the table's handlers read: as it is when they are called. */
export interface Table {
  readonly props: ShotTableProps;
  readonly rows: readonly ShotRow[];
  readonly rowOf: ReadonlyMap<PanelId, number>;
  readonly columns: readonly TableColumn[];
  /** Rows that are in view at once. */
  readonly page: number;
  readonly column: string;
  readonly setColumn: (name: string) => void;
  readonly setEditing: (editing: Editing | null) => void;
}
