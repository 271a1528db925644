import type { PictureModel } from '#server/context.ts';
import type { Structure } from '#shared/shots/index.ts';
import { structureMapOf, type PictureOrder } from '#shared/storyboard/index.ts';

/** By what a model can be told where everything stands. */
export function structuresOf({ takesStructure, structures = ['picture'] }: PictureModel): readonly Structure[] {
  return takesStructure ? structures : [];
}

/** What was chosen last, if the model takes it; else the first that it does. */
export function structureOf(takes: PictureModel, { structure }: Pick<PictureOrder, 'structure'>): Structure {
  const choices = structuresOf(takes);
  return choices.find((choice) => choice === structure) ?? choices[0] ?? 'picture';
}

/**
 * For how many pictures there is room: a map of the set, which is made when it is ordered, has one, after what it goes on
 * from. Where nobody is to be seen there is no map of how people stand.
 */
export function placesFor(order: PictureOrder, { references }: PictureModel, nobody: boolean): number {
  const map = structureMapOf(order);
  if (map === null || (map === 'pose' && nobody)) return references;
  return Math.max(order.source === null ? 0 : 1, references - 1);
}

/** Whether what the panel shows says where everything stands. */
export function isByPicture(order: PictureOrder): boolean {
  return order.composition && structureMapOf(order) === null;
}
