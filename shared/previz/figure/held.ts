import type { Vector3 } from 'three';
import { newObject, penFor, type Model, type Pen } from '../geometry/model.ts';
import { loft, quad, tube, vec } from '../geometry/shapes.ts';
import type { FigureSpec, PoseName } from '../spec.ts';
import type { Skeleton } from './skeleton.ts';

/** Where hands are and which way things point; lengths are multiplied by the figure's height. */
interface Hold {
  readonly h: number;
  /** The right fist, and the direction of its forearm. */
  readonly grip: Vector3;
  readonly along: Vector3;
  /** Between both hands, a little ahead of them. */
  readonly middle: Vector3;
  readonly headUp: Vector3;
  readonly forward: Vector3;
  readonly side: Vector3;
  readonly pen: (tone: number) => Pen;
}

/** What the pose holds. */
export function addHeld(model: Model, figure: FigureSpec, skeleton: Skeleton): void {
  const draw = THINGS[figure.pose];
  if (!draw) return;
  const [left, right] = skeleton.arms;
  const h = skeleton.height;
  const along = right.wrist.clone().sub(right.elbow).normalize();
  const forward = vec(0, 0, 1).applyQuaternion(skeleton.chestFrame);
  draw({
    h,
    along,
    forward,
    grip: right.wrist.clone().addScaledVector(along, 0.045 * h),
    middle: left.wrist
      .clone()
      .add(right.wrist)
      .multiplyScalar(0.5)
      .addScaledVector(forward, 0.045 * h),
    headUp: vec(0, 1, 0).applyQuaternion(skeleton.headFrame),
    side: vec(1, 0, 0).applyQuaternion(skeleton.chestFrame),
    pen: (tone) => penFor(model, { object: newObject(model), tone, layer: 'figure' }),
  });
}

const up = vec(0, 1, 0);

const THINGS: Partial<Record<PoseName, (hold: Hold) => void>> = {
  phone({ h, grip, headUp, forward, pen }) {
    const at = (k: number) =>
      grip
        .clone()
        .addScaledVector(headUp, k * h)
        .addScaledVector(forward, -k * 0.3 * h);
    tube(
      pen(0.25),
      [-0.045, 0.045].map((k) => ({ at: at(k), radius: 0.016 * h, depth: 0.007 * h })),
      8,
      forward,
    );
  },
  drink({ h, grip, pen }) {
    tube(
      pen(0.95),
      [-0.03, 0.04].map((k) => ({ at: grip.clone().addScaledVector(up, k * h), radius: 0.018 * h })),
      10,
    );
  },
  aim({ h, grip, along, pen }) {
    const muzzle = grip.clone().addScaledVector(up, 0.016 * h);
    const at = (k: number) => muzzle.clone().addScaledVector(along, k * h);
    tube(
      pen(0.25),
      [-0.01, 0.095].map((k) => ({ at: at(k), radius: 0.008 * h, depth: 0.013 * h })),
      8,
    );
  },
  read({ h, middle, side, forward, pen }) {
    const tilt = up.clone().addScaledVector(forward, 0.7).normalize();
    const corner = (x: number, y: number) =>
      middle
        .clone()
        .addScaledVector(side, x * h)
        .addScaledVector(tilt, y * h);
    quad(
      pen(0.95),
      [corner(-0.055, -0.03), corner(0.055, -0.03), corner(0.055, 0.07), corner(-0.055, 0.07)],
      forward.clone().negate(),
    );
  },
  carry({ h, middle, side, forward, pen }) {
    const corners = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const;
    const ring = (k: number) =>
      corners.map(([a, b]) =>
        middle
          .clone()
          .addScaledVector(forward, (0.06 + b * 0.075) * h)
          .addScaledVector(side, a * 0.11 * h)
          .addScaledVector(up, k * h),
      );
    loft(pen(0.72), [ring(-0.03), ring(0.12)]);
  },
};
