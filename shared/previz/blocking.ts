import { must } from '#shared/lib/assert.ts';
import type { Rng } from '#shared/lib/rng.ts';
import { POCKETLESS, POSE_TABLE, SEATED_TALK, STANCES, TALKS, type Pose } from './figure/pose.ts';
import { poseSkeleton, type Skeleton } from './figure/skeleton.ts';
import { vec } from './geometry/shapes.ts';
import type { FigureSpec, PoseName, PrevizSpec } from './spec.ts';

export interface Actor {
  readonly figure: FigureSpec;
  readonly skeleton: Skeleton;
  readonly seated: boolean;
  /** Direction to the one spoken to, as an angle about y; without one, where the figure faces. */
  readonly eyeline: number;
  /** Index of the one spoken to. */
  readonly partner: number | null;
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

const SEATED: readonly PoseName[] = ['sit', 'drive', 'head_in_hands'];
/** Actors turn a little to the camera even when they look at each other. */
const CHEAT = 0.33;

export function block(spec: PrevizSpec, rng: Rng): Actor[] {
  const { figures } = spec;
  const marks = marksFor(spec);
  return figures.map((figure, i) => {
    const [x, z] = must(marks[i]);
    const partner = partnerOf(spec, i, marks);
    const target = partner === null ? null : must(marks[partner]);
    const eyeline = target ? Math.atan2(target[0] - x, target[1] - z) : alone(figure, rng);
    const seated =
      SEATED.includes(figure.pose) ||
      spec.set.kind === 'car' ||
      (spec.set.kind === 'train' && figure.pose !== 'walk' && figure.pose !== 'run');
    const yaw = facingYaw(spec, figure, eyeline, target !== null);
    return {
      figure,
      seated,
      eyeline,
      partner,
      skeleton: poseSkeleton(figure.look, poseOf(spec, figure, i, seated, rng), { at: vec(x, 0, z), yaw }),
    };
  });
}

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
          : shot.size === 'OTS'
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

function poseOf(spec: PrevizSpec, figure: FigureSpec, i: number, seated: boolean, rng: Rng): Pose {
  const choice = rng.next();
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
  if (figure.pose === 'talk') return seated ? SEATED_TALK : must(TALKS[Math.floor(choice * TALKS.length)]);
  if (figure.pose === 'sit' && figure.speaking) return SEATED_TALK;
  if (figure.pose === 'stand' && seated) return POSE_TABLE.sit;
  if (figure.pose === 'stand') {
    // No pockets in a skirt.
    const stances = figure.look.outfit === 'dress' || figure.look.outfit === 'skirt' ? POCKETLESS : STANCES;
    return must(stances[Math.floor(choice * stances.length)]);
  }
  return POSE_TABLE[figure.pose];
}

function withArm(base: Pose, from: PoseName): Pose {
  return { ...base, right: { ...base.right, hand: POSE_TABLE[from].right.hand, elbow: POSE_TABLE[from].right.elbow } };
}
