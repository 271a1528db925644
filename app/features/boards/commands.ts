import type { ElementId, PanelId, SuggestionId } from '#shared/lib/ids.ts';
import type { FieldValue } from '#shared/shots/index.ts';
import {
  panelCount,
  type BoardField,
  type Panel,
  type ProposedShot,
  type SceneBoard,
} from '#shared/storyboard/index.ts';
import type { LiveStoryboard } from '#app/collab/use-storyboard.ts';
import { newId } from '#app/collab/new-id.ts';
import { redoLabel, undoLabel } from '#app/collab/undo-labels.ts';
import {
  acceptPictures,
  addPanelAfter,
  addPanelForLines,
  addPanelToScene,
  boardScene,
  changeCaption,
  changeField,
  counted,
  hangPanels,
  movePanels,
  panelsOf,
  removePanels,
  takeProposal,
} from './board-edits.ts';
import { panelAt, type Direction, type Drop, type GridLayout, type Group } from './layout.ts';
import { NOTHING, selectAll, selectOnly, type Selection } from './selection.ts';
import type { BoardsPaneProps } from './types.ts';

export interface Stage {
  readonly props: BoardsPaneProps;
  readonly storyboard: LiveStoryboard;
  readonly layout: GridLayout;
  /** Which panels are shown; null: all. */
  readonly only: ((panel: Panel) => boolean) | null;
  readonly selection: Selection;
  /** The selected panels in reading order. */
  readonly ids: readonly PanelId[];
  /** `settled`: the focus follows when the edit just made is on the screen. */
  readonly choose: (next: Selection, focus: boolean | 'settled') => void;
  readonly say: (text: string) => void;
  readonly offerUndo: (text: string) => void;
}

export interface Commands {
  readonly addPanel: () => void;
  readonly addAfterActive: () => void;
  readonly addToScene: (group: Group) => void;
  readonly boardScene: (group: Group) => void;
  readonly remove: () => void;
  readonly drop: (ids: readonly PanelId[], drop: Drop) => void;
  readonly nudge: (direction: Direction) => void;
  readonly caption: (id: PanelId, caption: string) => void;
  readonly change: (field: BoardField, value: FieldValue) => void;
  /** Hangs the selected panels on these lines. */
  readonly hang: (lines: readonly ElementId[]) => void;
  readonly takeProposal: (scene: ElementId, shots: readonly ProposedShot[], suggestion?: SuggestionId) => void;
  readonly keepPictures: () => void;
  readonly undo: (redo: boolean) => void;
}

/** What a person can do to the boards from this pane, each said aloud for those who do not see it happen. */
export function boardCommands(stage: Stage): Commands {
  const { props, storyboard, ids, choose, say } = stage;
  const { connection } = props;
  const show = (id: PanelId | null) => {
    if (id === null) return;
    choose(selectOnly(id), true);
    say('Panel added');
  };
  const boardOf = (group: Group) => storyboard.boards.find(({ scene }) => scene.id === group.key);
  return {
    addPanel: () => show(addWhereItBelongs(stage)),
    addAfterActive: () =>
      show(stage.selection.active && addPanelAfter(connection, storyboard, stage.selection.active, newId)),
    addToScene(group) {
      const board = boardOf(group);
      if (board) show(addPanelToScene(connection, storyboard, board, newId));
    },
    boardScene(group) {
      const board = boardOf(group);
      if (!board) return;
      const added = boardScene(connection, storyboard, board, newId);
      choose(selectAll(added, added[0]), true);
      say(`${panelCount(added.length)} added to scene ${board.scene.number}`);
    },
    remove: () => remove(stage),
    drop(dragged, { scene, at }) {
      const board = storyboard.boards.find((candidate) => candidate.scene.id === scene);
      const before = board?.panels.slice(0, at).filter((panel) => dragged.includes(panel.id)).length ?? 0;
      move(stage, dragged, scene, at - before);
    },
    nudge: (direction) => nudge(stage, direction),
    caption: (id, caption) => {
      if (panelsOf(storyboard, [id])[0]?.caption !== caption) changeCaption(connection, id, caption);
    },
    change: (field, value) => changeField(connection, panelsOf(storyboard, ids), field, value),
    hang(lines) {
      if (!hangPanels(connection, storyboard, ids, lines)) return;
      choose(selectAll(ids, ids[0]), 'settled');
      say(`${counted(ids.length, '1 panel', 'panels')} hung on ${counted(lines.length, '1 line', 'lines')}`);
    },
    takeProposal(scene, shots, suggestion) {
      const board = storyboard.boards.find((candidate) => candidate.scene.id === scene);
      if (!board || shots.length === 0) return;
      const added = takeProposal(connection, storyboard, board, shots, newId, suggestion);
      choose(selectAll(added, added[0]), 'settled');
      say(`${panelCount(added.length)} added to scene ${board.scene.number}`);
      stage.offerUndo(`Added ${panelCount(added.length)}`);
    },
    keepPictures: () => acceptPictures(connection, storyboard, ids),
    undo(redo) {
      const label = redo ? redoLabel(connection.undo) : undoLabel(connection.undo);
      const undone = redo ? connection.undo.redo() : connection.undo.undo();
      if (undone) say(`${redo ? 'Redid' : 'Undid'} ${label ?? 'the last change'}`);
    },
  };
}

/** Of the scene one is in, else of the first; undefined where the script has no scene yet. */
export function boardAtHand({ props, storyboard: { boards } }: Stage): SceneBoard | undefined {
  return boards.find(({ scene }) => scene.id === props.activeScene) ?? boards[0];
}

/** From the selected lines; else after the active panel; else at the end of the scene one is in. */
function addWhereItBelongs(stage: Stage): PanelId | null {
  const { props, storyboard, layout, selection } = stage;
  const { connection, selectedElementIds } = props;
  const fromLines = addPanelForLines(connection, storyboard, selectedElementIds, newId);
  if (fromLines) return fromLines;
  const active = panelAt(layout, selection.active);
  if (active?.group.scene) return addPanelAfter(connection, storyboard, active.panel.id, newId);
  const board = boardAtHand(stage);
  return board ? addPanelToScene(connection, storyboard, board, newId) : null;
}

function remove({ props, layout, ids, choose, say, offerUndo }: Stage): void {
  if (ids.length === 0) return;
  const gone = new Set(ids);
  const last = layout.order.indexOf(ids.at(-1) as PanelId);
  const next =
    layout.order.slice(last).find((id) => !gone.has(id)) ?? layout.order.slice(0, last).findLast((id) => !gone.has(id));
  removePanels(props.connection, ids);
  choose(next ? selectOnly(next) : NOTHING, 'settled');
  const text = `Deleted ${counted(ids.length, '1 panel', 'panels')}`;
  say(`${text}. Control Z brings ${ids.length === 1 ? 'it' : 'them'} back.`);
  offerUndo(text);
}

function move(stage: Stage, ids: readonly PanelId[], scene: ElementId, at: number): void {
  const { props, storyboard, choose, say } = stage;
  if (!movePanels(props.connection, storyboard, ids, scene, at)) return;
  choose(selectAll(ids, ids[0]), 'settled');
  const board = storyboard.boards.find((candidate) => candidate.scene.id === scene);
  const others = board?.panels.filter((panel) => !ids.includes(panel.id)).length ?? 0;
  say(
    `Moved ${counted(ids.length, '1 panel', 'panels')} to place ${at + 1} of ${others + ids.length} ` +
      `in scene ${board?.scene.number ?? ''}`,
  );
}

/** One place left or right, over the scene's end into the next; up and down lead to the neighbouring scene. */
function nudge(stage: Stage, direction: Direction): void {
  const { layout, ids } = stage;
  if (stage.only) {
    stage.say('Show all panels to move them');
    return;
  }
  const first = panelAt(layout, ids[0] ?? null);
  const last = panelAt(layout, ids.at(-1) ?? null);
  if (!first || !last) return;
  const back = direction === 'left' || direction === 'up';
  const from = back ? first : last;
  const groupIndex = layout.groups.indexOf(from.group);
  const rest = from.group.panels.filter((panel) => !ids.includes(panel.id));
  const place = from.group.panels.slice(0, from.index).filter((panel) => !ids.includes(panel.id)).length;
  const sideways = direction === 'left' || direction === 'right';
  if (sideways && from.group.scene && (back ? place > 0 : place < rest.length)) {
    move(stage, ids, from.group.scene.id, place + (back ? -1 : 1));
    return;
  }
  const target = layout.groups[groupIndex + (back ? -1 : 1)];
  if (target?.scene) move(stage, ids, target.scene.id, back ? target.panels.length : 0);
}
