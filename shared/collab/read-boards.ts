import type * as Y from 'yjs';
import type { ShotId } from '#shared/lib/ids.ts';
import type { ProjectState } from '#shared/revisions/index.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { numberingOf, type Numbering, type Shot } from '#shared/shots/index.ts';
import { arrangePanels, type Storyboard } from '#shared/storyboard/index.ts';
import { readSettings } from './settings.ts';
import { readProjectState } from './snapshot.ts';

/** A project's boards as they are printed: omitted scenes are not there. */
export interface ReadBoards {
  readonly state: ProjectState;
  readonly storyboard: Storyboard;
  readonly shots: ReadonlyMap<ShotId, Shot>;
  readonly numbering: Numbering;
}

export function readBoards(doc: Y.Doc): ReadBoards {
  const state = readProjectState(doc);
  const { numberSchool, shotLetters } = readSettings(doc);
  const shots = new Map(state.shots.map((shot) => [shot.id, shot]));
  return {
    ...{ state, shots, numbering: numberingOf(shots, shotLetters) },
    storyboard: arrangePanels(scenesOf(state.elements, numberSchool), state.panels),
  };
}
