import { Quaternion, type Vector3 } from 'three';
import type { Pen } from '../geometry/model.ts';
import { ellipse, loft, tube, vec, type TubeNode } from '../geometry/shapes.ts';
import type { Look } from '../spec.ts';
import type { Arm, Leg, Skeleton } from './skeleton.ts';

/** Points along two bones, rounded at the joint: `t` 0 at the root, 1 at the joint, 2 at the end. */
function alongLimb(root: Vector3, joint: Vector3, end: Vector3, t: number): Vector3 {
  const blend = 0.14;
  if (t <= 1 - blend) return root.clone().lerp(joint, t);
  if (t >= 1 + blend) return joint.clone().lerp(end, t - 1);
  const u = (t - 1 + blend) / (2 * blend);
  const a = root.clone().lerp(joint, 1 - blend);
  const b = joint.clone().lerp(end, blend);
  return a.clone().lerp(joint, u).lerp(joint.clone().lerp(b, u), u);
}

/** t, radius as a fraction of height */
type Contour = readonly (readonly [number, number])[];

const BARE_ARM: Contour = [
  [0.06, 0.03],
  [0.2, 0.033],
  [0.4, 0.029],
  [0.7, 0.025],
  [0.95, 0.022],
  [1.15, 0.0235],
  [1.35, 0.0225],
  [1.7, 0.0165],
  [1.95, 0.0135],
  [2.03, 0.0125],
];
const SLEEVE: Contour = [
  [0.06, 0.034],
  [0.2, 0.0365],
  [0.4, 0.034],
  [0.7, 0.0305],
  [0.93, 0.03],
  [1.07, 0.03],
  [1.35, 0.028],
  [1.7, 0.0245],
  [1.93, 0.0235],
];
const BARE_LEG: Contour = [
  [0, 0.05],
  [0.2, 0.05],
  [0.5, 0.042],
  [0.8, 0.033],
  [0.97, 0.0295],
  [1.1, 0.029],
  [1.3, 0.031],
  [1.55, 0.025],
  [1.85, 0.0165],
  [2.05, 0.0165],
];
const TROUSER: Contour = [
  [-0.05, 0.046],
  [0.12, 0.051],
  [0.35, 0.049],
  [0.6, 0.043],
  [0.9, 0.037],
  [1.05, 0.035],
  [1.3, 0.034],
  [1.6, 0.031],
  [1.88, 0.031],
  [1.97, 0.032],
];

function limb(bones: Bones, contour: Contour, scale: number, upTo = 2.1): TubeNode[] {
  return contour
    .filter(([t]) => t <= upTo)
    .map(([t, radius]) => ({ at: alongLimb(bones[0], bones[1], bones[2], t), radius: radius * scale }));
}

type Bones = readonly [Vector3, Vector3, Vector3];

/** The shoulder's cap: the tube begins inside the trunk and turns down into the arm. */
function shoulderCap(arm: Arm, skeleton: Skeleton, girth: number, cloth: number): TubeNode[] {
  const inward = vec(-arm.side, 0, 0).applyQuaternion(skeleton.chestFrame);
  const up = vec(0, 1, 0).applyQuaternion(skeleton.chestFrame);
  const h = skeleton.height;
  const at = (inside: number, above: number) =>
    arm.shoulder
      .clone()
      .addScaledVector(inward, inside * h)
      .addScaledVector(up, above * h);
  return [
    { at: at(0.045, 0.006), radius: (0.021 + cloth) * girth },
    { at: at(0.024, 0.005), radius: (0.026 + cloth) * girth },
    { at: at(0.006, 0), radius: (0.0305 + cloth) * girth },
  ];
}

export function addArm(
  pens: { sleeve: Pen | null; skin: Pen },
  arm: Arm,
  look: Look,
  skeleton: Skeleton,
  sleeveTo: number,
): void {
  const girth = limbGirth(look) * skeleton.height;
  const bones: Bones = [arm.shoulder, arm.elbow, arm.wrist];
  const [bare, clothed] = [girth * (1 - 0.13 * look.curve), girth * (1 - 0.1 * look.curve)];
  tube(pens.skin, [...shoulderCap(arm, skeleton, bare, 0), ...limb(bones, BARE_ARM, bare)], 14);
  if (pens.sleeve)
    tube(pens.sleeve, [...shoulderCap(arm, skeleton, clothed, 0.003), ...limb(bones, SLEEVE, clothed, sleeveTo)], 14);
}

export function addLeg(
  pens: { trouser: Pen | null; skin: Pen; shoe: Pen },
  leg: Leg,
  look: Look,
  skeleton: Skeleton,
): void {
  const girth = limbGirth(look) * skeleton.height;
  const bones: Bones = [leg.hip, leg.knee, leg.ankle];
  if (pens.trouser) tube(pens.trouser, limb(bones, TROUSER, girth * (1 - 0.06 * look.curve)), 14);
  else tube(pens.skin, limb(bones, BARE_LEG, girth), 14);
  addShoe(pens.shoe, leg, skeleton.height);
}

function limbGirth(look: Look): number {
  return { slim: 0.9, medium: 1, broad: 1.09, heavy: 1.13 }[look.build];
}

function addShoe(pen: Pen, leg: Leg, h: number): void {
  const across = leg.toe.clone().cross(leg.sole);
  const base = leg.ankle.clone().addScaledVector(leg.sole, -0.047 * h);
  // along the foot, half-width, height of the upper
  const sections = [
    [-0.036, 0.012, 0.02],
    [-0.03, 0.02, 0.044],
    [-0.005, 0.023, 0.056],
    [0.02, 0.022, 0.05],
    [0.05, 0.026, 0.034],
    [0.085, 0.029, 0.025],
    [0.11, 0.023, 0.02],
    [0.12, 0.011, 0.012],
  ] as const;
  const rings = sections.map(([z, half, top]) => {
    const ring = ellipse(base.clone().addScaledVector(leg.toe, z * h), across, leg.sole, half * h, top * h, 14);
    for (const p of ring) {
      const below = p.clone().sub(base).dot(leg.sole);
      if (below < 0.001 * h) p.addScaledVector(leg.sole, 0.001 * h - below);
    }
    return ring;
  });
  loft(pen, rings);
}

export type HandShape = 'relaxed' | 'point' | 'grip' | 'open';

/** A hand from the wrist on. Fingers are separate only where the frame shows them large enough. */
export function addHand(pen: Pen, arm: Arm, h: number, shape: HandShape, palmTo: Vector3, fingers: boolean): void {
  const along = arm.wrist.clone().sub(arm.elbow).normalize();
  const palm = palmTo.clone().addScaledVector(along, -palmTo.dot(along)).normalize();
  // Towards the thumb, on either hand.
  const across = along.clone().cross(palm).multiplyScalar(-arm.side);
  const spot = (a: number, b: number, c: number) =>
    arm.wrist
      .clone()
      .addScaledVector(along, a * h)
      .addScaledVector(across, b * h)
      .addScaledVector(palm, c * h);
  tube(
    pen,
    [
      { at: spot(-0.004, 0, 0), radius: 0.0125 * h, depth: 0.011 * h },
      { at: spot(0.012, 0, 0), radius: 0.017 * h, depth: 0.0105 * h },
      { at: spot(0.034, 0, 0.001), radius: 0.0215 * h, depth: 0.0105 * h },
      { at: spot(0.05, 0, 0.002), radius: 0.021 * h, depth: 0.009 * h },
      { at: spot(0.057, 0, 0.003), radius: 0.015 * h, depth: 0.006 * h },
    ],
    12,
    across,
  );
  const curl = { relaxed: 0.75, point: 2.1, grip: 2, open: 0.22 }[shape];
  const widths = fingers ? [-0.0155, -0.0052, 0.0052, 0.0155] : [-0.0085, 0.0085];
  widths.forEach((b, i) => {
    const index = i === widths.length - 1;
    const bend = shape === 'point' && index ? 0.1 : curl * (1.08 - i * 0.02);
    finger(pen, spot, b, bend, fingers ? 0.0056 : 0.0098, h, i === 0 && fingers ? 0.8 : 1);
  });
  const thumb = [
    [0.01, 0.009, 0.002, 0.0095],
    [0.026, 0.022, 0.005, 0.008],
    [0.045, 0.028, 0.01, 0.0066],
    [0.056, 0.028, 0.013, 0.0042],
  ] as const;
  tube(
    pen,
    thumb.map(([a, b, c, r]) => ({ at: spot(a, b, c), radius: r * h })),
    8,
  );
}

function finger(
  pen: Pen,
  spot: (a: number, b: number, c: number) => Vector3,
  b: number,
  curl: number,
  radius: number,
  h: number,
  length: number,
): void {
  const nodes: TubeNode[] = [{ at: spot(0.046, b, 0.002), radius: radius * h }];
  let [a, c, angle] = [0.05, 0.002, curl * 0.25];
  for (const [bone, thin] of [
    [0.021, 1],
    [0.015, 0.92],
    [0.011, 0.7],
  ] as const) {
    a += Math.cos(angle) * bone * length;
    c += Math.sin(angle) * bone * length;
    angle += curl * 0.42;
    nodes.push({ at: spot(a, b * (1 + (a - 0.05) * 2), c), radius: radius * thin * h });
  }
  tube(pen, nodes, 7);
}

/** A skirt or coat-tail: hangs around both thighs, follows them when the figure sits. */
export function addSkirt(
  pen: Pen,
  waist: Vector3[][],
  skeleton: Skeleton,
  hem: number,
  flare: number,
  ease: number,
): void {
  const [left, right] = skeleton.legs;
  const h = skeleton.height;
  const forward = vec(0, 0, 1).applyQuaternion(new Quaternion().copy(skeleton.pelvisFrame));
  const sides = waist[0]?.length ?? 22;
  const steps = 7;
  const rings = Array.from({ length: steps }, (_, i) => {
    const t = 0.16 + ((hem - 0.16) * i) / (steps - 1);
    const a = alongLimb(left.hip, left.knee, left.ankle, t);
    const b = alongLimb(right.hip, right.knee, right.ankle, t);
    const ahead = alongLimb(left.hip, left.knee, left.ankle, t + 0.1).add(
      alongLimb(right.hip, right.knee, right.ankle, t + 0.1),
    );
    const tangent = ahead.sub(a).sub(b).normalize();
    const middle = a.clone().add(b).multiplyScalar(0.5);
    const apart = a.clone().sub(b);
    const across = vec(1, 0, 0).applyQuaternion(skeleton.pelvisFrame);
    across.addScaledVector(tangent, -across.dot(tangent)).normalize();
    let front = across.clone().cross(tangent);
    if (front.dot(forward) < 0 && tangent.y < -0.5) front = front.negate();
    const wide = Math.abs(apart.dot(across)) / 2;
    // A stride opens the cloth only so far; then it rides up.
    const deep = Math.min(0.085 * h, Math.abs(apart.dot(front)) / 2);
    const radius = (0.056 + ease + flare * t) * h;
    return Array.from({ length: sides }, (__, j) => {
      const angle = (j / sides) * Math.PI * 2;
      const fold = 1 + 0.045 * flare * 20 * t * Math.sin(angle * 5 + 1) * 0.5;
      return middle
        .clone()
        .addScaledVector(across, Math.sin(angle) * (wide + radius) * fold)
        .addScaledVector(front, Math.cos(angle) * (deep + radius * 0.98) * fold);
    });
  });
  loft(pen, [...waist, ...rings], 'none');
}
