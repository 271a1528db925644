import { must } from '#shared/lib/assert.ts';
import type { ElementId, NewId, PanelId, ProjectId, ShotId, TakeId } from '#shared/lib/ids.ts';
import {
  addPanel,
  addTake,
  markSuggested,
  placePanels,
  readPanel,
  writeBlocking,
  type ShotPatch,
} from '#shared/collab/index.ts';
import { DEFAULT_SHOT, SHOT_FIELDS } from '#shared/shots/index.ts';
import {
  anchoredLines,
  hashOfLines,
  linesById,
  placeInBoard,
  type SceneBoard,
  type Storyboard,
  type Take,
} from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs, lastStep, type UndoStep } from '#app/collab/undo-labels.ts';
import { counted } from '../board-edits.ts';
import type { CopiedPanel, CopiedPanels } from './copied-panels.ts';

type Stack = Pick<ProjectConnection, 'doc' | 'undo'>;

/** Where pasted panels go: before the `at`-th of a scene. */
export interface PastePlace {
  readonly scene: ElementId;
  readonly at: number;
  /** What they hang on that hung on nothing of this scene. */
  readonly anchors: readonly ElementId[];
}

/** A take whose picture the server has still to copy. */
export interface Wanted {
  readonly panel: PanelId;
  readonly original: Take;
  readonly take: TakeId;
}

/** A drawing that the server has still to copy. */
export interface WantedDrawing {
  readonly original: PanelId;
  readonly panel: PanelId;
}

export interface Pasted {
  readonly panels: readonly PanelId[];
  /** Each panel's chosen one last. Empty within a project: there the pictures are already. */
  readonly wanted: readonly Wanted[];
  readonly drawings: readonly WantedDrawing[];
  /** To go on with when pictures and drawings come. */
  readonly step: UndoStep | null;
}

/**
 * Adds copied panels, in one step of undo. A frame of a setup that stands in this scene is one more frame of it; frames of
 * others have setups of their own here, one for each that they had. Names stay where they are: a slate has one of each.
 * `act` is what undo calls it.
 */
export function pastePanels(
  stack: Stack,
  storyboard: Storyboard,
  project: ProjectId,
  copied: CopiedPanels,
  place: PastePlace,
  newId: NewId,
  act = 'paste',
): Pasted {
  const { doc } = stack;
  const board = must(storyboard.boards.find(({ scene }) => scene.id === place.scene));
  const home = copied.project === project;
  const count = copied.panels.length;
  const spots = placeInBoard(
    storyboard,
    place.scene,
    place.at,
    Array.from({ length: count }, () => newId<PanelId>()),
  );
  const setups = new Map<ShotId, ShotId>();
  const panels = editAs(stack, `${act} of ${counted(count, 'panel')}`, () => {
    placePanels(doc, spots.slice(count));
    return copied.panels.map((panel, i) => {
      const known = setups.get(panel.shot) ?? (home ? setupHere(board, panel.shot) : undefined);
      const anchors = anchorsHere(board, home ? panel.anchors : [], place.anchors);
      const shot = known ?? saidOf(copied, panel.shot);
      const id = addPanel(doc, { ...panel.text, anchors, order: must(spots[i]).order, shot }, newId);
      setups.set(panel.shot, must(readPanel(doc, id)).shot);
      writeBlocking(doc, id, panel.blocking);
      markSuggested(doc, id, panel.suggested);
      const words = anchors === panel.anchors ? panel.textHash : hashHere(board, anchors);
      if (home) for (const take of shownLast(panel)) addTake(doc, id, take, words);
      return id;
    });
  });
  const wanted = home ? [] : copied.panels.flatMap((panel, i) => wantedOf(panel, must(panels[i]), newId));
  const drawings = copied.panels.flatMap(({ drawing }, i) =>
    drawing === null ? [] : [{ original: drawing, panel: must(panels[i]) }],
  );
  return { panels, wanted, drawings, step: lastStep(stack) };
}

function wantedOf(panel: CopiedPanel, id: PanelId, newId: NewId): Wanted[] {
  return shownLast(panel).map((original) => ({ panel: id, original, take: newId<TakeId>() }));
}

/** Whichever comes last is shown. */
function shownLast({ takes, take }: CopiedPanel): Take[] {
  return [...takes.filter(({ id }) => id !== take), ...takes.filter(({ id }) => id === take)];
}

/** What is said of a setup that comes from elsewhere. */
function saidOf({ shots }: CopiedPanels, shot: ShotId): ShotPatch {
  const found = shots.find(({ id }) => id === shot);
  return { ...Object.fromEntries(SHOT_FIELDS.map(({ name }) => [name, (found ?? DEFAULT_SHOT)[name]])), name: '' };
}

function setupHere({ panels }: SceneBoard, shot: ShotId): ShotId | undefined {
  return panels.some((panel) => panel.shot === shot) ? shot : undefined;
}

function anchorsHere(
  { scene }: SceneBoard,
  anchors: readonly ElementId[],
  instead: readonly ElementId[],
): readonly ElementId[] {
  const lines = linesById([scene]);
  return anchors.some((id) => lines.has(id)) ? anchors : instead;
}

function hashHere({ scene }: SceneBoard, anchors: readonly ElementId[]): string {
  return hashOfLines(anchoredLines({ anchors }, linesById([scene])));
}
