const INSIDE = [
  'room',
  'office',
  'kitchen',
  'bedroom',
  'bathroom',
  'corridor',
  'bar',
  'hospital',
  'church',
  'warehouse',
  'car',
  'train',
  'cabin',
] as const;

export const SET_KINDS = [
  ...INSIDE,
  'street',
  'alley',
  'forest',
  'field',
  'garden',
  'beach',
  'desert',
  'rooftop',
  'water',
  'lighthouse',
  'bridge',
  'pier',
] as const;
export type SetKind = (typeof SET_KINDS)[number];

export const INTERIORS: ReadonlySet<SetKind> = new Set(INSIDE);

export const POSES = [
  'stand',
  'walk',
  'run',
  'sit',
  'talk',
  'point',
  'phone',
  'lie',
  'drive',
  'kneel',
  'embrace',
  'reach',
  'carry',
  'drink',
  'read',
  'aim',
  'arms_crossed',
  'head_in_hands',
  'wave',
] as const;
export type PoseName = (typeof POSES)[number];

export const PROPS = [
  'phone',
  'letter',
  'gun',
  'cup',
  'glass',
  'key',
  'book',
  'photo',
  'knife',
  'watch',
  'bag',
  'box',
  'hand',
] as const;
export type PropName = (typeof PROPS)[number];
