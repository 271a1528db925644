import { must } from '#shared/lib/assert.ts';
import type { ElementId, NewId, PanelId, ShotId, SuggestionId } from '#shared/lib/ids.ts';
import {
  addPanel,
  deletePanels,
  markSuggested,
  placePanels,
  readPanel,
  updatePanel,
  updateShot,
  type ShotPatch,
} from '#shared/collab/index.ts';
import type { FieldValue } from '#shared/shots/index.ts';
import {
  allPanels,
  anchoredLines,
  chosenTake,
  durationOf,
  framesInOrder,
  hashOfLines,
  linesById,
  placeInBoard,
  planScene,
  positionByScript,
  type BoardField,
  type Panel,
  type ProposedShot,
  type SceneBoard,
  type Storyboard,
} from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';

/*
 * What a person does to the boards: each function is one step of undo with a name. They take the storyboard as it was
 * on the screen when the person acted.
 */

type Target = Pick<ProjectConnection, 'doc' | 'undo'>;

export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : `${count} ${many}`;
}

/** A panel for these script lines, where the script puts it. Null when none of them stands in a scene. */
export function addPanelForLines(
  target: Target,
  storyboard: Storyboard,
  lineIds: readonly ElementId[],
  newId: NewId,
): PanelId | null {
  const lines = linesById(storyboard.boards.map(({ scene }) => scene));
  const anchors = lineIds.filter((id) => lines.has(id));
  const board = boardOfLine(storyboard, anchors[0]);
  if (!board) return null;
  return addAt(target, storyboard, board, positionByScript(board, anchors), anchors, newId);
}

/** One more frame of the same lines, right after this panel. */
export function addPanelAfter(target: Target, storyboard: Storyboard, after: PanelId, newId: NewId): PanelId | null {
  const board = storyboard.boards.find(({ panels }) => panels.some((panel) => panel.id === after));
  const index = board?.panels.findIndex((panel) => panel.id === after) ?? -1;
  const panel = board?.panels[index];
  if (!board || !panel) return null;
  return addAt(target, storyboard, board, index + 1, panel.anchors, newId);
}

/** A panel at the end of a scene's board, hung on its heading. */
export function addPanelToScene(
  target: Target,
  storyboard: Storyboard,
  board: SceneBoard,
  newId: NewId,
): PanelId | null {
  return addAt(target, storyboard, board, board.panels.length, [board.scene.id], newId);
}

function addAt(
  target: Target,
  storyboard: Storyboard,
  { scene }: SceneBoard,
  at: number,
  anchors: readonly ElementId[],
  newId: NewId,
): PanelId {
  const [place, ...shifted] = placeInBoard(storyboard, scene.id, at, [newId()]);
  const durationMs = durationOf(anchoredLines({ anchors }, linesById([scene])));
  return editAs(target, 'new panel', () => {
    placePanels(target.doc, shifted);
    return addPanel(target.doc, { anchors, order: must(place).order, durationMs }, newId);
  });
}

/** The setups of a proposal that somebody took, as panels at the end of a scene's board, in the order of the script. */
export function takeProposal(
  target: Target,
  storyboard: Storyboard,
  { scene, panels }: SceneBoard,
  shots: readonly ProposedShot[],
  newId: NewId,
  suggestion?: SuggestionId,
): PanelId[] {
  const frames = framesInOrder(scene, shots);
  const places = placeInBoard(
    storyboard,
    scene.id,
    panels.length,
    frames.map(() => newId()),
  );
  const setups = new Map<number, ShotId>();
  return editAs(target, `coverage of scene ${scene.number}`, () =>
    frames.map(({ shot, frame: { anchors, durationMs } }, i) => {
      const setup = setups.get(shot) ?? shots[shot]?.shot ?? {};
      const id = addPanel(target.doc, { anchors, order: must(places[i]).order, durationMs, shot: setup }, newId);
      if (suggestion) markSuggested(target.doc, id, { shot: suggestion });
      setups.set(shot, must(readPanel(target.doc, id)).shot);
      return id;
    }),
  );
}

/** A first board for a scene: see `planScene`. */
export function boardScene(
  target: Target,
  storyboard: Storyboard,
  { scene, panels }: SceneBoard,
  newId: NewId,
): PanelId[] {
  const plan = planScene(scene);
  const places = placeInBoard(
    storyboard,
    scene.id,
    panels.length,
    plan.map(() => newId()),
  );
  return editAs(target, `boarding of scene ${scene.number}`, () =>
    plan.map(({ anchors, size, durationMs }, i) =>
      addPanel(target.doc, { anchors, order: must(places[i]).order, durationMs, shot: { size } }, newId),
    ),
  );
}

/**
 * Puts panels, in the given order, before the `at`-th panel of a scene's board, counted without them. Panels that come
 * from another scene are hung on this one's heading, and their pictures count as accepted for it. Returns whether
 * anything moved.
 */
export function movePanels(
  target: Target,
  storyboard: Storyboard,
  ids: readonly PanelId[],
  sceneId: ElementId,
  at: number,
): boolean {
  const board = storyboard.boards.find(({ scene }) => scene.id === sceneId);
  if (!board || ids.length === 0 || isThereAlready(board, ids, at)) return false;
  const here = new Set(board.panels.map((panel) => panel.id));
  const textHash = hashOfLines([board.scene.heading]);
  editAs(target, `move of ${counted(ids.length, 'panel')}`, () => {
    placePanels(target.doc, placeInBoard(storyboard, sceneId, at, ids));
    for (const panel of panelsOf(storyboard, ids)) {
      if (here.has(panel.id)) continue;
      updatePanel(target.doc, panel.id, { anchors: [sceneId], ...(chosenTake(panel) && { textHash }) });
    }
  });
  return true;
}

function isThereAlready({ panels }: SceneBoard, ids: readonly PanelId[], at: number): boolean {
  const rest = panels.filter((panel) => !ids.includes(panel.id)).map((panel) => panel.id);
  const next = [...rest.slice(0, at), ...ids, ...rest.slice(at)];
  return next.length === panels.length && panels.every((panel, i) => panel.id === next[i]);
}

export function removePanels(target: Target, ids: readonly PanelId[]): void {
  editAs(target, `deletion of ${counted(ids.length, 'panel')}`, () => deletePanels(target.doc, ids));
}

export function changeCaption(target: Target, id: PanelId, caption: string): void {
  editAs(target, 'caption', () => updatePanel(target.doc, id, { caption }));
}

/** Says the same of all these panels, or of the setups that they are frames of. */
export function changeField(
  target: Target,
  panels: readonly Panel[],
  { of, field }: BoardField,
  value: FieldValue,
): void {
  editAs(target, `change of ${field.label.toLowerCase()}`, () => {
    if (of === 'panel') for (const { id } of panels) updatePanel(target.doc, id, { [field.name]: value });
    else
      for (const shot of new Set(panels.map((panel) => panel.shot)))
        updateShot(target.doc, shot, { [field.name]: value });
  });
}

export function changeShots(target: Target, panels: readonly Panel[], field: string, patch: ShotPatch): void {
  editAs(target, `change of ${field}`, () => {
    for (const shot of new Set(panels.map((panel) => panel.shot))) updateShot(target.doc, shot, patch);
  });
}

/** The picture as it is, accepted for the words as they are now. */
export function acceptPictures(target: Target, storyboard: Storyboard, ids: readonly PanelId[]): void {
  const lines = linesById(storyboard.boards.map(({ scene }) => scene));
  editAs(target, `accepting ${counted(ids.length, 'picture')}`, () => {
    for (const panel of panelsOf(storyboard, ids)) {
      if (chosenTake(panel)) updatePanel(target.doc, panel.id, { textHash: hashOfLines(anchoredLines(panel, lines)) });
    }
  });
}

/**
 * Hangs panels on these lines, where the script puts them, and their pictures count as accepted for them. Lines outside of
 * every scene hold nothing: returns false when no other is among them.
 */
export function hangPanels(
  target: Target,
  storyboard: Storyboard,
  ids: readonly PanelId[],
  lineIds: readonly ElementId[],
): boolean {
  const lines = linesById(storyboard.boards.map(({ scene }) => scene));
  const anchors = lineIds.filter((id) => lines.has(id));
  const board = boardOfLine(storyboard, anchors[0]);
  if (!board || ids.length === 0) return false;
  const rest = { ...board, panels: board.panels.filter((panel) => !ids.includes(panel.id)) };
  const textHash = hashOfLines(anchoredLines({ anchors }, lines));
  editAs(target, `hanging of ${counted(ids.length, 'panel')}`, () => {
    placePanels(target.doc, placeInBoard(storyboard, board.scene.id, positionByScript(rest, anchors), ids));
    for (const panel of panelsOf(storyboard, ids)) {
      updatePanel(target.doc, panel.id, { anchors, ...(chosenTake(panel) && { textHash }) });
    }
  });
  return true;
}

function boardOfLine({ boards }: Storyboard, line: ElementId | undefined): SceneBoard | undefined {
  return boards.find(({ scene }) => [scene.heading, ...scene.body].some((element) => element.id === line));
}

export function panelsOf(storyboard: Storyboard, ids: readonly PanelId[]): Panel[] {
  const wanted = new Set(ids);
  return allPanels(storyboard).filter((panel) => wanted.has(panel.id));
}
