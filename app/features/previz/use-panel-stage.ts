import { useCallback, useMemo } from 'react';
import type { PanelId, ProjectId } from '#shared/lib/ids.ts';
import { lookTeller } from '#shared/cast/index.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { readLines, updateShot, writeBlocking, type ShotPatch } from '#shared/collab/index.ts';
import {
  composeScene,
  crossesLine,
  lineOfAction,
  partsOf,
  readBlocking,
  type Blocking,
  type PrevizSpec,
  type Scene,
  type SetKind,
} from '#shared/previz/index.ts';
import { DEFAULT_SHOT, type Shot } from '#shared/shots/index.ts';
import {
  allPanels,
  asWritten,
  briefOf,
  effectiveBlocking,
  namePanels,
  type BlockingParts,
  type Panel,
} from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useCast } from '#app/collab/use-cast.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { useNumbering } from '#app/collab/use-numbering.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { useStoryboard, type LiveStoryboard } from '#app/collab/use-storyboard.ts';
import { framedByShot } from './edits.ts';
import { withParts } from './moved-parts.ts';
import { specOfBrief } from '#app/lib/spec-of-brief.ts';
import { stageOf, type Stage } from './stage.ts';
import { useDrags, type Drag } from './use-drags.ts';

const CAMERA_PARTS = ['camera', 'end'];

export interface PanelStage {
  readonly panel: Panel;
  readonly shot: Shot;
  readonly number: string;
  readonly heading: string;
  /** As it is written, and under this person's hand: what an act begins from. */
  readonly stage: Stage;
  /** The same with what others move at this moment. */
  readonly seen: Stage;
  readonly others: readonly Drag[];
  /** Names of the script's characters in order of appearance. */
  readonly cast: readonly string[];
  /** Whether the scene's line is crossed between the panel before and this one; that one's number. */
  readonly crossed: string | null;
  /** Number of the panel whose people, set and light hold here; null: its own, or the script's. */
  readonly inherited: string | null;
  readonly isOwn: boolean;
  /** Chosen by hand; null: as the scene's heading has it. */
  readonly set: SetKind | null;
  readonly previous: PanelId | null;
  readonly next: PanelId | null;
  /** Shows parts without writing, here and to the others, while something is dragged; null: as it is written. */
  readonly preview: (parts: BlockingParts | null) => void;
  /** One step of undo. */
  readonly keep: (label: string, blocking: Blocking) => void;
  readonly keepCamera: (label: string, blocking: Blocking) => void;
  readonly chooseSet: (set: SetKind | null) => void;
  readonly changeShot: (label: string, patch: ShotPatch) => void;
  readonly reset: () => void;
  readonly follow: () => void;
}

/** A panel's scene, as it is now in the document and under this person's hand. Null: there is no such panel (any more). */
export function usePanelStage(connection: ProjectConnection, project: ProjectId, id: PanelId): PanelStage | null {
  const storyboard = useStoryboard(connection);
  const aspectRatio = useAspectRatio(connection.doc);
  const numbering = useNumbering(connection.doc, storyboard.shots);
  const { own, others, move: preview } = useDrags(connection.awareness, id);
  const board = storyboard.boards.find(({ panels }) => panels.some((panel) => panel.id === id));
  const orphan = storyboard.orphans.find((panel) => panel.id === id);
  const panels = useMemo(() => board?.panels ?? (orphan ? [orphan] : []), [board, orphan]);
  const at = panels.findIndex((panel) => panel.id === id);
  const panel = panels[at];
  const before = panels[at - 1];
  const written = useSpec(connection, project, storyboard, panel, aspectRatio);
  const spec = written?.spec ?? null;
  const specBefore = useSpec(connection, project, storyboard, before, aspectRatio)?.spec;
  const base = useMemo(() => spec && stageOf(spec), [spec]);
  const stage = useMemo(() => base && stageWith(base, own), [base, own]);
  const seen = useMemo(
    () => base && stage && (others.length === 0 ? stage : stageWith(base, partsOfAll(others, own))),
    [base, stage, others, own],
  );
  const seenBefore = useMemo(() => specBefore && sideOf(composeScene(specBefore), specBefore), [specBefore]);
  const crossed = seenBefore && stage && crossesLine(seenBefore, sideOf(stage.scene, stage.spec));
  const writer = useWriter(connection, panels, panel, stage, preview);
  if (!panel || !stage || !seen) return null;
  const { from } = effectiveBlocking(panels, id);
  const named = board ? namePanels({ boards: [board], orphans: [] }, numbering) : null;
  const numberOf = (other: PanelId | null) => (other === null ? null : (named?.get(other)?.number ?? null));
  return {
    ...{ panel, stage, seen, others, shot: storyboard.shots.get(panel.shot) ?? { id: panel.shot, ...DEFAULT_SHOT } },
    ...{ number: numberOf(id) ?? '', heading: board?.scene.heading.text ?? '' },
    cast: written?.cast ?? [],
    crossed: crossed ? numberOf(before?.id ?? null) : null,
    inherited: from === null || from === id ? null : numberOf(from),
    isOwn: panel.blocking !== undefined,
    set: readBlocking(effectiveBlocking(panels, id).parts).set ?? null,
    previous: before?.id ?? null,
    next: panels[at + 1]?.id ?? null,
    preview,
    ...writer,
  };
}

function stageWith(base: Stage, parts: BlockingParts | null): Stage {
  return parts ? stageOf({ ...base.spec, blocking: withParts(base.blocking, parts) }) : base;
}

/** What somebody holds themselves is where they hold it. */
function partsOfAll(others: readonly Drag[], own: BlockingParts | null): BlockingParts {
  return Object.assign({}, ...others.map(({ parts }) => parts), own) as BlockingParts;
}

/** What the script and the panels say of a frame. */
interface Written {
  readonly spec: PrevizSpec;
  readonly cast: readonly string[];
}

function useSpec(
  { doc }: ProjectConnection,
  project: ProjectId,
  storyboard: LiveStoryboard,
  panel: Panel | undefined,
  aspectRatio: number,
): Written | null {
  const { characters, marks } = useCast(doc);
  return useMemo(() => {
    if (!panel) return null;
    const shot = storyboard.shots.get(panel.shot) ?? { id: panel.shot, ...DEFAULT_SHOT };
    const script = readLines(doc);
    const about = { project, panel, panels: allPanels(storyboard), shot, script, aspectRatio };
    const { brief } = briefOf({ ...about, looksIn: lookTeller({ scenes: scenesOf(script), characters, marks }) });
    return { spec: specOfBrief(brief), cast: brief.cast };
  }, [doc, project, storyboard, panel, aspectRatio, characters, marks]);
}

function sideOf({ actors, framing }: Scene, { focus }: PrevizSpec) {
  return { line: lineOfAction(actors, focus), camera: framing.camera };
}

function useWriter(
  connection: ProjectConnection,
  panels: readonly Panel[],
  panel: Panel | undefined,
  stage: Stage | null,
  preview: (blocking: null) => void,
) {
  const write = useCallback(
    (label: string, parts: BlockingParts, patch: ShotPatch = {}) => {
      preview(null);
      if (!panel) return;
      editAs(connection, label, () => {
        writeBlocking(connection.doc, panel.id, parts);
        if (Object.keys(patch).length > 0) updateShot(connection.doc, panel.shot, patch);
      });
    },
    [connection, panel, preview],
  );
  const own = panel?.blocking ?? {};
  const stageParts = Object.fromEntries(Object.entries(own).filter(([name]) => !CAMERA_PARTS.includes(name)));
  const set = panel && readBlocking(effectiveBlocking(panels, panel.id).parts).set;
  return {
    // A frame's blocking says nothing of its set: that is a part of its spec.
    keep: (label: string, blocking: Blocking) => write(label, partsOf({ ...blocking, ...(set && { set }) })),
    chooseSet: (to: SetKind | null) => stage && write('set', partsOf({ ...stage.blocking, ...(to && { set: to }) })),
    keepCamera: (label: string, { camera, end }: Blocking) =>
      write(label, { ...stageParts, ...(camera && { camera }), ...(camera && end && { end }) }),
    changeShot: (label: string, patch: ShotPatch) => {
      const framesAnew = 'size' in patch || 'angle' in patch;
      const blocking = stage && framesAnew ? framedByShot(stage) : null;
      write(label, blocking ? stageParts : own, patch);
    },
    reset: () => panel && write('blocking', asWritten(panels, panel.id)),
    follow: () => write('blocking', {}),
  };
}
