import type { ProjectConnection } from '#app/collab/connection.ts';
import { scriptStore } from '#app/collab/script-store.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { numberScenes, writeSettings } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { NumberSchool, OutlineRow } from '#shared/screenplay/index.ts';

type Target = Pick<ProjectConnection, 'doc' | 'undo'>;

/** `some`: scenes came in since the numbers were locked, and have one that may still change. */
export type Locked = 'none' | 'some' | 'all';

export function lockOf(outline: readonly OutlineRow[]): Locked {
  const scenes = outline.filter(({ kind }) => kind === 'scene');
  const locked = scenes.filter(({ isLocked }) => isLocked).length;
  if (locked === 0) return 'none';
  return locked === scenes.length ? 'all' : 'some';
}

/** The numbers of scenes that came between locked ones, by their headings' ids. */
export function numbersBetween(outline: readonly OutlineRow[]): ReadonlyMap<ElementId, string> {
  if (lockOf(outline) !== 'some') return NONE;
  return new Map(
    outline.flatMap(({ kind, id, number, isLocked }) => (kind === 'scene' && !isLocked ? [[id, number]] : [])),
  );
}

const NONE: ReadonlyMap<ElementId, string> = new Map();

/** Writes the numbers that scenes are shown with onto their headings: there they stay, wherever a scene moves. */
export function lockNumbers(target: Target): void {
  const scenes = scriptStore(target.doc).scenes.get();
  editAs(target, 'locking of scene numbers', () => {
    numberScenes(target.doc, new Map(scenes.map(({ id, number }) => [id, number])));
  });
}

/** Takes the numbers off: scenes are counted again from 1. */
export function unlockNumbers(target: Target): void {
  editAs(target, 'unlocking of scene numbers', () => numberScenes(target.doc, null));
}

/** Chooses for everybody how scenes in between are numbered. */
export function changeSchool(target: Target, numberSchool: NumberSchool): void {
  editAs(target, 'change of scene numbers', () => writeSettings(target.doc, { numberSchool }));
}
