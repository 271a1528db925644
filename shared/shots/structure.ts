/** What can be told of a panel's set beside how it looks: how far everything is, how people stand, which way surfaces face. */
export const STRUCTURE_MAPS = ['depth', 'pose', 'normal'] as const;
export type StructureMap = (typeof STRUCTURE_MAPS)[number];

/** What may say where everything stands in a picture: the panel's own, with what is drawn on it, or a map of its set. */
export const STRUCTURES = ['picture', ...STRUCTURE_MAPS] as const;
export type Structure = (typeof STRUCTURES)[number];

export const STRUCTURE_NAMES: Readonly<Record<Structure, string>> = {
  picture: 'Its picture, with what is drawn on it',
  depth: 'Its set: how far everything is',
  pose: 'Its set: how people stand',
  normal: 'Its set: which way surfaces face',
};
