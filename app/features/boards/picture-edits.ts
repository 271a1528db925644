import { must } from '#shared/lib/assert.ts';
import type { ElementId, NewId, PanelId } from '#shared/lib/ids.ts';
import { addPanel, addTake, deletePanels, placePanels, readLines, readPanel } from '#shared/collab/index.ts';
import {
  anchoredLines,
  durationOf,
  hashOfLines,
  linesById,
  placeInBoard,
  type Panel,
  type Storyboard,
  type Take,
} from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { continueStep, editAs, lastStep, type UndoStep } from '#app/collab/undo-labels.ts';
import { counted } from './board-edits.ts';

type Stack = Pick<ProjectConnection, 'doc' | 'undo'>;

/** Where files go: onto panels, one each, or between those of a scene as new ones. */
export type FilePlace =
  | { readonly kind: 'panels'; readonly ids: readonly PanelId[] }
  | { readonly kind: 'between'; readonly scene: ElementId; readonly at: number };

export interface PanelsForFiles {
  /** One for each file, in their order. */
  readonly panels: readonly PanelId[];
  readonly made: readonly PanelId[];
  /** Null until the first picture makes one: nothing was added yet. */
  readonly step: UndoStep | null;
}

/**
 * The panels that so many files go to. Those onto which files were dropped take one each; what is left of the files
 * becomes new panels after the last, hung on the same lines. Null where there is no place for them.
 */
export function panelsForFiles(
  stack: Stack,
  storyboard: Storyboard,
  place: FilePlace,
  count: number,
  newId: NewId,
): PanelsForFiles | null {
  const onto = place.kind === 'panels' ? place.ids.slice(0, count) : [];
  const left = count - onto.length;
  if (left === 0) return { panels: onto, made: [], step: null };
  const gap = place.kind === 'between' ? hungOnScene(storyboard, place) : afterPanel(storyboard, onto.at(-1));
  if (!gap) return null;
  const { scene, at, anchors } = gap;
  const places = placeInBoard(
    storyboard,
    scene,
    at,
    Array.from({ length: left }, () => newId<PanelId>()),
  );
  const [own, shifted] = [places.slice(0, left), places.slice(left)];
  const board = must(storyboard.boards.find((each) => each.scene.id === scene));
  const durationMs = durationOf(anchoredLines({ anchors }, linesById([board.scene])));
  const made = editAs(stack, labelOf(count), () => {
    placePanels(stack.doc, shifted);
    return own.map(({ order }) => addPanel(stack.doc, { anchors, order, durationMs }, newId));
  });
  return { panels: [...onto, ...made], made, step: lastStep(stack) };
}

interface Gap {
  readonly scene: ElementId;
  readonly at: number;
  readonly anchors: Panel['anchors'];
}

function hungOnScene({ boards }: Storyboard, { scene, at }: Extract<FilePlace, { kind: 'between' }>): Gap | null {
  return boards.some((board) => board.scene.id === scene) ? { scene, at, anchors: [scene] } : null;
}

function afterPanel({ boards }: Storyboard, id: PanelId | undefined): Gap | null {
  for (const { scene, panels } of boards) {
    const index = panels.findIndex((panel) => panel.id === id);
    const panel = panels[index];
    if (panel) return { scene: scene.id, at: index + 1, anchors: panel.anchors };
  }
  return null;
}

function labelOf(count: number): string {
  return counted(count, 'new picture');
}

/** What is done to the document for a batch of files, all of it one step of undo. */
export interface BatchEdits {
  /** Shows a take, for the words as they are now. A sentence when it can't. */
  readonly hang: (panel: PanelId, take: Take) => string | null;
  /** Takes out a panel that was made for a picture which does not come. One that holds anything by now stays. */
  readonly giveUp: (panel: PanelId) => void;
  /** The step, once there is one. */
  readonly step: () => UndoStep | null;
}

const GONE = 'Its panel was deleted meanwhile. It was not added.';

export function batchEdits(stack: Stack, { panels, made, step: first }: PanelsForFiles): BatchEdits {
  const { doc } = stack;
  let step = first;
  const act = (change: () => void) => {
    if (step) return continueStep(stack, step, change);
    const before = lastStep(stack);
    editAs(stack, labelOf(panels.length), change);
    const after = lastStep(stack);
    if (after !== before) step = after;
    return true;
  };
  return {
    hang: (id, take) => {
      const panel = readPanel(doc, id);
      if (!panel) return GONE;
      const byId = new Map(readLines(doc).map((line) => [line.id, line]));
      const words = hashOfLines(panel.anchors.flatMap((anchor) => byId.get(anchor) ?? []));
      return act(() => addTake(doc, id, take, words)) ? null : GONE;
    },
    giveUp: (id) => {
      const panel = readPanel(doc, id);
      const bare = made.includes(id) && panel?.takes.length === 0 && panel.caption === '';
      if (bare) act(() => deletePanels(doc, [id]));
    },
    step: () => step,
  };
}
