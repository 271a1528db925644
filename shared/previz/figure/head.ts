import { Matrix4, type Vector3 } from 'three';
import { must } from '#shared/lib/assert.ts';
import type { Pen } from '../geometry/model.ts';
import { ellipsoid, loft, vec } from '../geometry/shapes.ts';
import type { Look } from '../spec.ts';
import type { Skeleton } from './skeleton.ts';

/** Head space: unit is the head's height, y 0 at the chin and 1 at the crown, z 0 at the ears, +z the face. */
export interface HeadSpace {
  readonly matrix: Matrix4;
  readonly unit: number;
}

/** level, half-width, front, back */
const PROFILE = [
  [0, 0.085, 0.345, -0.2],
  [0.025, 0.15, 0.385, -0.1],
  [0.07, 0.195, 0.4, -0.02],
  [0.14, 0.232, 0.398, 0.06],
  [0.22, 0.258, 0.392, 0.14],
  [0.32, 0.285, 0.388, 0.25],
  [0.42, 0.305, 0.376, 0.34],
  [0.5, 0.316, 0.362, 0.4],
  [0.58, 0.325, 0.392, 0.435],
  [0.68, 0.331, 0.39, 0.45],
  [0.78, 0.318, 0.362, 0.44],
  [0.87, 0.272, 0.295, 0.385],
  [0.94, 0.194, 0.205, 0.285],
  [0.985, 0.1, 0.1, 0.15],
  [1, 0.02, 0.02, 0.03],
] as const;

export function headSpace(skeleton: Skeleton): HeadSpace {
  const unit = skeleton.headHeight;
  const matrix = new Matrix4().compose(skeleton.chin, skeleton.headFrame, vec(unit, unit, unit));
  return { matrix, unit };
}

export function headSection(level: number): { width: number; front: number; back: number } {
  const i = Math.max(
    1,
    PROFILE.findIndex((row) => row[0] >= level),
  );
  const [a, b] = [must(PROFILE[i - 1]), must(PROFILE[i])];
  const t = Math.min(1, Math.max(0, (level - a[0]) / (b[0] - a[0])));
  const mix = (k: 1 | 2 | 3) => a[k] + (b[k] - a[k]) * t;
  return { width: mix(1), front: mix(2), back: mix(3) };
}

/** A point of the skull; angle 0 in front, positive to the figure's left; `ease` lifts off the skin. */
export function headPoint(level: number, angle: number, ease = 0): Vector3 {
  const { width, front, back } = headSection(level);
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  const x = Math.sign(s) * Math.abs(s) ** 0.9 * (width + ease);
  const z = c > 0 ? c ** 0.78 * (front + ease) : -(Math.abs(c) ** 0.92) * (back + ease);
  return vec(x, level, z);
}

/** The face's surface under a point drawn from in front. */
export function facePoint(x: number, y: number, ease = 0.006): Vector3 {
  const { width, front } = headSection(y);
  const s = Math.min(0.999, Math.abs(x) / width) ** (1 / 0.9);
  return vec(x, y, Math.sqrt(1 - s * s) ** 0.78 * front + ease);
}

export function addHead(skin: Pen, look: Look): void {
  const rings = PROFILE.map(([level]) =>
    Array.from({ length: 26 }, (_, j) => headPoint(level, (j / 26) * Math.PI * 2)),
  );
  loft(skin, rings);
  const child = look.age === 'child' ? 0.7 : 1;
  const nose = (y: number, half: number, z: number) => [
    facePoint(half, y, -0.01),
    vec(half * 0.45, y, z - 0.012),
    vec(0, y, z),
    vec(-half * 0.45, y, z - 0.012),
    facePoint(-half, y, -0.01),
    vec(0, y, 0.3),
  ];
  loft(skin, [
    nose(0.615, 0.014, 0.37),
    nose(0.54, 0.03, 0.388),
    nose(0.46, 0.036, 0.375 + 0.032 * child),
    nose(0.385, 0.05, 0.385 + 0.085 * child),
    nose(0.352, 0.062, 0.388 + 0.095 * child),
    nose(0.325, 0.05, 0.388 + 0.05 * child),
  ]);
  if (earsHidden(look)) return;
  for (const side of [1, -1]) ellipsoid(skin, vec(side * 0.325, 0.46, -0.03), vec(0.03, 0.1, 0.062), 8, 7);
}

function earsHidden({ hair }: Look): boolean {
  return hair === 'bob' || hair === 'long' || hair === 'curly';
}

/** A pen whose local space is the head's. */
export function headPen(pen: Pen, space: HeadSpace): Pen {
  return { ...pen, matrix: space.matrix };
}

export function headCentre(skeleton: Skeleton): Vector3 {
  return vec(0, 0.5, 0).applyMatrix4(headSpace(skeleton).matrix);
}
