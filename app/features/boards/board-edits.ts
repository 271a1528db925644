import { must } from '#shared/lib/assert.ts';
import type { ElementId, NewId, PanelId } from '#shared/lib/ids.ts';
import { addPanel, deletePanels, placePanels, updatePanel, updateShot, type ShotPatch } from '#shared/collab/index.ts';
import {
  anchoredLines,
  chosenTake,
  durationOf,
  hashOfLines,
  linesById,
  placeInBoard,
  planScene,
  positionByScript,
  type Panel,
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
  const board = storyboard.boards.find(({ scene }) =>
    [scene.heading, ...scene.body].some((element) => element.id === anchors[0]),
  );
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

export function changeDuration(target: Target, ids: readonly PanelId[], durationMs: number): void {
  editAs(target, 'change of time', () => {
    for (const id of ids) updatePanel(target.doc, id, { durationMs });
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

export function panelsOf({ boards, orphans }: Storyboard, ids: readonly PanelId[]): Panel[] {
  const wanted = new Set(ids);
  return [...boards.flatMap((board) => board.panels), ...orphans].filter((panel) => wanted.has(panel.id));
}
