import type { PoseName } from '../spec.ts';

type Triple = readonly [number, number, number];

/**
 * A pose in the figure's own space, lengths as fractions of its height. Hands and feet are targets that the limbs reach
 * by inverse kinematics; angles are degrees. `out` is away from the body's middle, on either side.
 */
export interface Pose {
  /** Pelvis: x to the figure's left, y up from the ground, z forward. */
  readonly hips: Triple;
  /** Pitch (forward positive), yaw (to its left positive), roll (left side up positive). */
  readonly pelvis: Triple;
  readonly chest: Triple;
  readonly head: Triple;
  readonly left: Side;
  readonly right: Side;
  /** Turns the whole figure over: lying on its back. */
  readonly supine?: true;
}

interface Side {
  /** From this side's shoulder: out, up, forward. `ear` holds the hand to the head. */
  readonly hand: Triple | 'ear';
  /** Where the elbow points: out, up, forward. */
  readonly elbow: Triple;
  /** On the ground from the middle: out, up (ankle above its rest), forward. */
  readonly foot: Triple;
  /** Toes outward, degrees; heel lifted, degrees. */
  readonly toes: readonly [number, number];
  readonly knee?: Triple;
}

const HANG: Pick<Side, 'hand' | 'elbow'> = { hand: [0.03, -0.318, 0.035], elbow: [0.35, 0, -1] };
const POCKET: Pick<Side, 'hand' | 'elbow'> = { hand: [-0.002, -0.285, 0.05], elbow: [0.9, 0, -0.9] };
const ON_HIP: Pick<Side, 'hand' | 'elbow'> = { hand: [0.012, -0.245, 0.045], elbow: [1, 0.1, -0.35] };
const WEIGHT: Pick<Side, 'foot' | 'toes'> = { foot: [0.04, 0, -0.004], toes: [14, 0] };
const FREE: Pick<Side, 'foot' | 'toes'> = { foot: [0.084, 0, 0.03], toes: [28, 0] };
const LAP: Pick<Side, 'hand' | 'elbow'> = { hand: [-0.035, -0.235, 0.17], elbow: [0.8, -0.2, -0.7] };

const STAND: Pose = {
  hips: [0.02, 0.5305, 0.004],
  pelvis: [0, 3, 4],
  chest: [-2, -4, -4],
  head: [2, 5, 2],
  left: { ...HANG, ...WEIGHT },
  right: { ...HANG, ...FREE },
};

const SIT: Pose = {
  hips: [0, 0.295, 0],
  pelvis: [-6, 0, 0],
  chest: [4, 4, 0],
  head: [3, -4, 1],
  left: { ...LAP, foot: [0.07, 0, 0.25], toes: [10, 0], knee: [0.12, 0.5, 1] },
  right: { ...LAP, foot: [0.065, 0, 0.2], toes: [14, 0], knee: [0.12, 0.5, 1] },
};

const GESTURE: Pick<Side, 'hand' | 'elbow'> = { hand: [0.05, -0.125, 0.205], elbow: [0.7, -0.9, -0.3] };

const TALK: Pose = { ...STAND, chest: [2, -6, -3], head: [4, 6, 4], right: { ...GESTURE, ...FREE } };

const HAND_ON_HIP: Pose = { ...STAND, chest: [-3, 6, -4], right: { ...ON_HIP, ...FREE } };

/** Several ways of standing: which one a figure takes is up to its seed. */
export const STANCES: readonly Pose[] = [
  STAND,
  { ...STAND, right: { ...POCKET, ...FREE } },
  HAND_ON_HIP,
  { ...STAND, left: { ...POCKET, ...WEIGHT }, right: { ...POCKET, ...FREE }, chest: [3, -2, -3] },
];

const WIDE_HANG: Pick<Side, 'hand' | 'elbow'> = { hand: [0.05, -0.312, 0.04], elbow: [0.4, 0, -1] };

export const POCKETLESS: readonly Pose[] = [
  { ...STAND, left: { ...WIDE_HANG, ...WEIGHT }, right: { ...WIDE_HANG, ...FREE } },
  HAND_ON_HIP,
];

export const TALKS: readonly Pose[] = [
  TALK,
  { ...TALK, left: { hand: [0.03, -0.17, 0.19], elbow: [0.7, -0.9, -0.4], ...WEIGHT } },
  { ...TALK, left: { ...ON_HIP, ...WEIGHT }, right: { hand: [0.09, -0.1, 0.17], elbow: [0.7, -1, -0.2], ...FREE } },
  { ...TALK, left: { ...POCKET, ...WEIGHT } },
];

export const SEATED_TALK: Pose = {
  ...SIT,
  chest: [12, -6, 0],
  head: [0, 6, 3],
  right: { ...SIT.right, hand: [0.03, -0.13, 0.2], elbow: [0.8, -0.8, -0.4] },
};

export const POSE_TABLE: Readonly<Record<PoseName, Pose>> = {
  stand: STAND,
  talk: TALK,
  sit: SIT,
  walk: {
    hips: [0, 0.514, 0.01],
    pelvis: [2, 8, 0],
    chest: [4, -9, 0],
    head: [-1, 2, 0],
    left: { hand: [0.035, -0.29, 0.115], elbow: [0.3, -0.2, -1], foot: [0.03, 0.045, -0.155], toes: [4, 42] },
    right: { hand: [0.035, -0.295, -0.085], elbow: [0.35, 0, -1], foot: [0.03, 0.008, 0.135], toes: [8, -14] },
  },
  run: {
    hips: [0, 0.5, 0.02],
    pelvis: [12, 12, 0],
    chest: [19, -14, 0],
    head: [-12, 4, 0],
    left: {
      hand: [-0.03, -0.13, 0.17],
      elbow: [0.5, -0.8, -1],
      foot: [0.03, 0.2, -0.27],
      toes: [2, 78],
    },
    right: { hand: [0.07, -0.2, -0.1], elbow: [0.4, 0.3, -1], foot: [0.03, 0.1, 0.16], toes: [4, -12] },
  },
  point: {
    ...STAND,
    chest: [1, 10, -3],
    head: [2, -4, 0],
    right: { hand: [0.06, 0.02, 0.32], elbow: [0.6, -1, 0], ...FREE },
  },
  phone: { ...STAND, head: [6, 8, -7], right: { hand: 'ear', elbow: [0.75, -1, 0.3], ...FREE } },
  lie: {
    hips: [0, 0.5, 0],
    pelvis: [0, 0, 0],
    chest: [0, 0, 0],
    head: [6, 18, 0],
    left: { hand: [0.1, -0.27, 0.06], elbow: [1, 0, 0], foot: [0.06, 0.02, 0], toes: [26, 34] },
    right: { hand: [-0.12, -0.15, 0.1], elbow: [1, -0.2, 0.1], foot: [0.08, 0.1, 0.06], toes: [20, 30] },
    supine: true,
  },
  drive: {
    ...SIT,
    hips: [0, 0.285, 0],
    pelvis: [-16, 0, 0],
    chest: [-8, 0, 0],
    head: [4, 0, 0],
    left: { ...SIT.left, hand: [-0.035, -0.1, 0.25], elbow: [0.8, -1, 0], foot: [0.06, 0, 0.36] },
    right: { ...SIT.right, hand: [-0.035, -0.1, 0.25], elbow: [0.8, -1, 0], foot: [0.06, 0, 0.36] },
  },
  kneel: {
    hips: [0, 0.3, -0.02],
    pelvis: [6, 0, 2],
    chest: [12, -4, 0],
    head: [10, 0, 0],
    left: { hand: [-0.01, -0.22, 0.17], elbow: [0.8, 0, -0.8], foot: [0.075, 0, 0.15], toes: [8, 0] },
    right: {
      hand: [0.01, -0.27, 0.12],
      elbow: [0.5, 0, -1],
      foot: [0.065, 0.02, -0.27],
      toes: [2, 70],
      knee: [0.1, -1, 0.8],
    },
  },
  embrace: {
    ...STAND,
    chest: [6, 0, -2],
    head: [8, 16, 8],
    left: { hand: [-0.07, -0.1, 0.205], elbow: [1, -0.3, 0], ...WEIGHT },
    right: { hand: [-0.06, -0.02, 0.21], elbow: [1, -0.2, 0], ...FREE },
  },
  reach: {
    ...STAND,
    chest: [9, 8, -3],
    head: [8, -4, 0],
    right: { hand: [0.02, -0.09, 0.29], elbow: [0.6, -1, 0], ...FREE },
  },
  carry: {
    ...STAND,
    chest: [-4, 0, 0],
    left: { hand: [-0.03, -0.2, 0.19], elbow: [0.7, -0.6, -0.6], ...WEIGHT },
    right: { hand: [-0.03, -0.2, 0.19], elbow: [0.7, -0.6, -0.6], ...FREE },
  },
  drink: {
    ...STAND,
    head: [-4, 0, 0],
    right: { hand: [-0.05, -0.02, 0.15], elbow: [0.8, -1, 0.1], ...FREE },
  },
  read: {
    ...STAND,
    chest: [5, 0, -3],
    head: [20, 0, 0],
    left: { hand: [-0.05, -0.14, 0.19], elbow: [0.8, -0.9, -0.3], ...WEIGHT },
    right: { hand: [-0.05, -0.14, 0.19], elbow: [0.8, -0.9, -0.3], ...FREE },
  },
  aim: {
    ...STAND,
    chest: [3, 0, 0],
    head: [3, 0, 4],
    left: { hand: [-0.1, 0.01, 0.29], elbow: [0.7, -0.9, 0], foot: [0.07, 0, 0.08], toes: [8, 0] },
    right: { hand: [-0.1, 0.015, 0.29], elbow: [0.7, -0.9, 0], foot: [0.08, 0, -0.06], toes: [34, 0] },
  },
  arms_crossed: {
    ...STAND,
    chest: [-4, -4, -3],
    left: { hand: [-0.135, -0.125, 0.1], elbow: [1, -1, 0.5], ...WEIGHT },
    right: { hand: [-0.13, -0.15, 0.112], elbow: [1, -1, 0.5], ...FREE },
  },
  head_in_hands: {
    ...SIT,
    chest: [34, 0, 0],
    head: [42, 0, 0],
    left: { ...SIT.left, hand: [-0.055, -0.0, 0.13], elbow: [0.4, -1, 0.6] },
    right: { ...SIT.right, hand: [-0.055, -0.0, 0.13], elbow: [0.4, -1, 0.6] },
  },
  wave: {
    ...STAND,
    chest: [-2, -4, 4],
    right: { hand: [0.12, 0.2, 0.07], elbow: [1, -0.6, 0], ...FREE },
  },
};
