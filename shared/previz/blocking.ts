import { must } from '#shared/lib/assert.ts';
import type { Rng } from '#shared/lib/rng.ts';
import { isOverShoulder } from '#shared/shots/index.ts';
import { POCKETLESS, POSE_TABLE, SEATED_TALK, STANCES, TALKS, type Pose } from './figure/pose.ts';
import { poseSkeleton, type Skeleton } from './figure/skeleton.ts';
import { vec } from './geometry/shapes.ts';
import type { Vector3 } from 'three';
import { headCentre } from './figure/head.ts';
import { NOTHING_BLOCKED, type Blocking, type FigureMark } from './staging/blocking.ts';
import { planOffset } from './staging/props.ts';
import type { FigureSpec, PoseName, PrevizSpec, SetKind } from './spec.ts';

export interface Actor {
  readonly figure: FigureSpec;
  readonly skeleton: Skeleton;
  readonly seated: boolean;
  /** Direction to the one spoken to, as an angle about y; without one, where the figure faces. */
  readonly eyeline: number;
  /** Index of the one spoken to. */
  readonly partner: number | null;
  /** What the skeleton was made from, to make it anew. */
  readonly pose: Pose;
  /** On the ground, or on the bed. */
  readonly at: Vector3;
  readonly stance: number;
  readonly mark: FigureMark | null;
}

/** Ground marks for one to four people. The camera's side is +z, which keeps the 180° rule between panels. */
const MARKS: readonly (readonly (readonly [number, number])[])[] = [
  [[0, 0]],
  [
    [-0.58, 0],
    [0.58, 0],
  ],
  [
    [-0.85, 0.08],
    [0.82, 0.12],
    [0.05, -0.62],
  ],
  [
    [-1.1, 0.1],
    [1.08, 0.1],
    [-0.38, -0.6],
    [0.42, -0.68],
  ],
];
/** Driver, front seat, back seats; the driver sits on the car's left, which is the right of the frame. */
const CAR_MARKS = [
  [0.37, -0.12],
  [-0.37, -0.12],
  [0.37, -0.95],
  [-0.37, -0.95],
] as const;
/** Two benches that face each other. */
const TRAIN_MARKS = [
  [-0.98, -0.25],
  [0.98, -0.25],
  [-0.98, -0.75],
  [0.98, -0.75],
] as const;

/** Where there are beds, who lies, lies in one. Metres from the ground to its top. */
export const BED_LEVEL: Partial<Record<SetKind, number>> = { bedroom: 0.49, hospital: 0.67 };

const SEATED: readonly PoseName[] = ['sit', 'drive', 'head_in_hands'];
/** Actors turn a little to the camera even when they look at each other. */
const CHEAT = 0.33;

/** Where everybody stands: who was put by hand there, the others where such a scene has them. */
export function block(asked: PrevizSpec, rng: Rng): Actor[] {
  const blocking = asked.blocking ?? NOTHING_BLOCKED;
  const handMade = asked.figures.map(({ name }) => blocking.figures.find((mark) => mark.name === name) ?? null);
  const figures = asked.figures.map((figure, i) => ({ ...figure, pose: handMade[i]?.pose ?? figure.pose }));
  const spec = { ...asked, figures };
  const marks = clearOf(blocking, handMade, marksFor(spec));
  const actors = figures.map((figure, i): Actor => {
    const [x, z] = must(marks[i]);
    const mark = handMade[i] ?? null;
    const partner = gazedAt(spec, mark, i) ?? partnerOf(spec, i, marks);
    const target = partner === null ? null : must(marks[partner]);
    const eyeline = target ? Math.atan2(target[0] - x, target[1] - z) : (mark?.yaw ?? alone(figure, rng));
    const seated =
      SEATED.includes(figure.pose) ||
      spec.set.kind === 'car' ||
      (spec.set.kind === 'train' && figure.pose !== 'walk' && figure.pose !== 'run');
    const yaw = mark?.yaw ?? facingYaw(spec, figure, eyeline, target !== null);
    const stance = mark?.stance ?? Math.floor(rng.next() * STANCES.length);
    const pose = poseOf(spec, figure, i, seated, stance);
    const at = vec(x, figure.pose === 'lie' ? (BED_LEVEL[spec.set.kind] ?? 0) : 0, z);
    const skeleton = poseSkeleton(figure.look, pose, { at, yaw }, handsOf(mark, x, z, yaw));
    return { figure, seated, eyeline, partner, pose, at, stance, mark, skeleton };
  });
  return gazing(actors, null);
}

/** Turns the heads of those who were told what to look at; into the lens only where that is known. */
export function gazing(actors: readonly Actor[], lens: Vector3 | null): Actor[] {
  return actors.map((actor, i) => {
    const { mark, skeleton, figure, pose, at } = actor;
    const gaze = mark && gazeOf(actors, i, mark, lens);
    if (!gaze) return actor;
    const aims = { ...handsOf(mark, at.x, at.z, skeleton.yaw), gaze };
    return { ...actor, skeleton: poseSkeleton(figure.look, pose, { at, yaw: skeleton.yaw }, aims) };
  });
}

function gazeOf(actors: readonly Actor[], i: number, mark: FigureMark, lens: Vector3 | null): Vector3 | null {
  if (mark.gaze === '@camera') return lens;
  const { skeleton } = must(actors[i]);
  if (mark.gaze === '@ahead')
    return headCentre(skeleton).add(vec(Math.sin(skeleton.yaw) * 4, 0, Math.cos(skeleton.yaw) * 4));
  const other = actors.find(({ figure }, k) => k !== i && figure.name === mark.gaze);
  return other ? headCentre(other.skeleton) : null;
}

function gazedAt({ figures }: PrevizSpec, mark: FigureMark | null, i: number): number | null {
  const found = figures.findIndex(({ name }, k) => k !== i && name === mark?.gaze);
  return found < 0 ? null : found;
}

function handsOf(mark: FigureMark | null, x: number, z: number, yaw: number) {
  const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
  const [left, right] = [mark?.leftHand, mark?.rightHand].map(
    (reach) => reach && vec(x + reach[0] * c + reach[2] * s, reach[1], z - reach[0] * s + reach[2] * c),
  );
  return { leftHand: left ?? null, rightHand: right ?? null };
}

/** Who was put nowhere keeps out of those who were, and out of the things put there. */
function clearOf(
  { props }: Blocking,
  handMade: readonly (FigureMark | null)[],
  marks: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  if (props.length === 0 && handMade.every((mark) => mark === null)) return marks;
  const taken = handMade.flatMap((mark) => (mark ? [[mark.x, mark.z] as const] : []));
  const isFree = (x: number, z: number) =>
    taken.every(([a, b]) => Math.hypot(a - x, b - z) > 0.6) &&
    props.every((prop) => Math.hypot(...planOffset(prop, x, z)) > 0.3);
  return handMade.map((mark, i) => {
    if (mark) return [mark.x, mark.z];
    const [x, z] = must(marks[i]);
    const [dx, dz] = STEPS_ASIDE.find(([a, b]) => isFree(x + a, z + b)) ?? [0, 0];
    taken.push([x + dx, z + dz]);
    return [x + dx, z + dz];
  });
}

/** Nearest first. */
const STEPS_ASIDE = [0, 0.4, 0.8, 1.2, 1.8, 2.6].flatMap((far) =>
  Array.from({ length: far === 0 ? 1 : 8 }, (_, k) => {
    const turn = (k * Math.PI) / 4;
    return [Math.cos(turn) * far, -Math.sin(turn) * far] as const;
  }),
);

function marksFor(spec: PrevizSpec): readonly (readonly [number, number])[] {
  const { figures, set, shot } = spec;
  if (set.kind === 'car') return CAR_MARKS;
  if (set.kind === 'train') return TRAIN_MARKS;
  const marks = must(MARKS[Math.max(0, figures.length - 1)]);
  if (figures.length !== 2) return marks;
  const poses = figures.map((f) => f.pose);
  // Over a shoulder the listener needs room to stand before the lens.
  const gap = poses.includes('embrace')
    ? 0.15
    : poses.includes('aim')
      ? 1.15
      : poses.every((p) => p === 'walk' || p === 'run')
        ? 0.42
        : poses.includes('sit')
          ? 0.72
          : isOverShoulder(shot.size)
            ? 0.62
            : 0.58;
  return marks.map(([x, z]) => [Math.sign(x) * gap, z] as const);
}

function partnerOf(spec: PrevizSpec, i: number, marks: readonly (readonly [number, number])[]): number | null {
  const { figures, focus } = spec;
  if (figures.length < 2 || figures[i]?.facing !== 'partner') return null;
  if (figures.every((f) => f.pose === 'walk' || f.pose === 'run')) return null;
  const speaker = figures.findIndex((f) => f.speaking);
  const wanted = speaker >= 0 && speaker !== i ? speaker : focus !== i && figures.length > 2 ? focus : -1;
  if (wanted >= 0) return wanted;
  const [x, z] = must(marks[i]);
  const others = figures.map((_, k) => k).filter((k) => k !== i);
  const away = (k: number) => Math.hypot(must(marks[k])[0] - x, must(marks[k])[1] - z);
  return others.reduce((best, k) => (away(k) < away(best) - 1e-6 ? k : best), must(others[0]));
}

function alone(figure: FigureSpec, rng: Rng): number {
  const side = rng.next() < 0.5 ? -1 : 1;
  switch (figure.facing) {
    case 'camera':
      return 0;
    case 'left':
      return -1.15;
    case 'right':
      return 1.15;
    case 'away':
      return Math.PI * 0.92;
    case 'partner':
      // The right hand does it: at the ear or the mouth it is seen, stretched out it does not hide the face.
      if (figure.pose === 'phone' || figure.pose === 'drink') return 0.5;
      if (figure.pose === 'point' || figure.pose === 'aim') return -0.5;
      return side * (figure.pose === 'walk' || figure.pose === 'run' ? 0.85 : 0.5);
  }
}

function facingYaw(spec: PrevizSpec, figure: FigureSpec, eyeline: number, partnered: boolean): number {
  if (spec.set.kind === 'car') return partnered ? eyeline * 0.12 : 0;
  if (spec.set.kind === 'train') return eyeline;
  if (!partnered) return eyeline;
  return figure.pose === 'embrace' || figure.pose === 'aim'
    ? eyeline
    : eyeline - Math.sign(eyeline) * CHEAT * Math.abs(Math.sin(eyeline));
}

function poseOf(spec: PrevizSpec, figure: FigureSpec, i: number, seated: boolean, stance: number): Pose {
  if (spec.set.kind === 'car') {
    const driving = i === 0 || figure.pose === 'drive';
    const base = driving
      ? POSE_TABLE.drive
      : figure.pose === 'phone'
        ? withArm(POSE_TABLE.drive, 'phone')
        : {
            ...POSE_TABLE.sit,
            hips: POSE_TABLE.drive.hips,
            pelvis: POSE_TABLE.drive.pelvis,
            chest: POSE_TABLE.drive.chest,
          };
    // Heads turn to each other while bodies stay belted.
    const turn = spec.figures.length > 1 && !driving ? 38 : spec.figures.length > 1 ? -20 : 0;
    return { ...base, head: [base.head[0], i % 2 ? turn : turn, base.head[2]] };
  }
  if (figure.pose === 'talk') return seated ? SEATED_TALK : must(TALKS[stance]);
  if (figure.pose === 'sit' && figure.speaking) return SEATED_TALK;
  if (figure.pose === 'stand' && seated) return POSE_TABLE.sit;
  if (figure.pose === 'stand') {
    // No pockets in a skirt.
    const stances = figure.look.outfit === 'dress' || figure.look.outfit === 'skirt' ? POCKETLESS : STANCES;
    return must(stances[Math.floor((stance * stances.length) / STANCES.length)]);
  }
  return POSE_TABLE[figure.pose];
}

function withArm(base: Pose, from: PoseName): Pose {
  return { ...base, right: { ...base.right, hand: POSE_TABLE[from].right.hand, elbow: POSE_TABLE[from].right.elbow } };
}
