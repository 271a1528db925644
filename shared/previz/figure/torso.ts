import type { Vector3 } from 'three';
import { must } from '#shared/lib/assert.ts';
import { vec } from '../geometry/shapes.ts';
import type { Look } from '../spec.ts';
import { CHEST_LEVEL, HIP_LEVEL, SHOULDER, shoulderHalfWidth, type Skeleton } from './skeleton.ts';

/** The trunk's surface as a function, so that clothes, lapels and straps can lie on it. Levels are fractions of height. */
export interface Torso {
  /** Angle 0 in front, positive to the figure's left; `ease` lifts off the skin, in fractions of height. */
  point(level: number, angle: number, ease?: number): Vector3;
  ring(level: number, ease?: number, sides?: number): Vector3[];
}

/** level, half-width, depth in front, depth behind: straight and curved bodies. */
const STRAIGHT = [
  [0.455, 0.07, 0.05, 0.06],
  [0.5, 0.089, 0.058, 0.07],
  [0.535, 0.09, 0.06, 0.068],
  [0.575, 0.084, 0.06, 0.056],
  [0.625, 0.08, 0.06, 0.05],
  [0.68, 0.09, 0.067, 0.06],
  [0.73, 0.097, 0.07, 0.066],
  [0.765, 0.098, 0.064, 0.066],
  [0.793, 0.091, 0.052, 0.06],
  [0.81, 0.074, 0.042, 0.052],
  [0.824, 0.056, 0.036, 0.046],
  [0.838, 0.038, 0.032, 0.04],
  [0.86, 0.033, 0.03, 0.036],
] as const;
const CURVED = [
  [0.455, 0.078, 0.052, 0.066],
  [0.5, 0.1, 0.06, 0.078],
  [0.535, 0.097, 0.06, 0.072],
  [0.575, 0.084, 0.056, 0.056],
  [0.625, 0.069, 0.052, 0.046],
  [0.68, 0.078, 0.058, 0.052],
  [0.73, 0.087, 0.078, 0.056],
  [0.765, 0.09, 0.064, 0.058],
  [0.793, 0.084, 0.046, 0.054],
  [0.81, 0.066, 0.036, 0.046],
  [0.824, 0.045, 0.031, 0.04],
  [0.838, 0.031, 0.027, 0.035],
  [0.86, 0.028, 0.026, 0.032],
] as const;

const GIRTH = { slim: 0.91, medium: 1, broad: 1.07, heavy: 1.17 };

export function torsoOf(look: Look, skeleton: Skeleton): Torso {
  const girth = GIRTH[look.build];
  const shoulders = shoulderHalfWidth(look) / (SHOULDER - 0.013 * look.curve);

  function section(level: number): { width: number; front: number; back: number } {
    const i = Math.max(
      1,
      STRAIGHT.findIndex((row) => row[0] >= level),
    );
    const [a, b] = [rowAt(look.curve, i - 1), rowAt(look.curve, i)];
    const t = Math.min(1, Math.max(0, (level - a[0]) / (b[0] - a[0])));
    const upper = smooth((level - 0.64) / 0.12);
    const wide = girth + (shoulders - girth) * upper;
    const neck = smooth((level - 0.8) / 0.03);
    const belly = look.build === 'heavy' ? Math.exp(-(((level - 0.61) / 0.07) ** 2)) : 0;
    const k = wide + (1 - wide) * neck * 0.6;
    return {
      width: (a[1] + (b[1] - a[1]) * t) * k + belly * 0.012,
      front: (a[2] + (b[2] - a[2]) * t) * (girth + (1 - girth) * neck) + belly * 0.035,
      back: (a[3] + (b[3] - a[3]) * t) * (girth + (1 - girth) * neck),
    };
  }

  /** The spine bends between pelvis and ribs only. */
  function place(level: number, x: number, z: number): Vector3 {
    const h = skeleton.height;
    const low = vec(x, level - HIP_LEVEL, z)
      .multiplyScalar(h)
      .applyQuaternion(skeleton.pelvisFrame)
      .add(skeleton.pelvis);
    const high = vec(x, level - CHEST_LEVEL, z)
      .multiplyScalar(h)
      .applyQuaternion(skeleton.chestFrame)
      .add(skeleton.chest);
    return low.lerp(high, smooth((level - 0.55) / 0.15));
  }

  function point(level: number, angle: number, ease = 0): Vector3 {
    const { width, front, back } = section(level);
    const [s, c] = [Math.sin(angle), Math.cos(angle)];
    // A superellipse: chests are flatter in front than an oval.
    const x = Math.sign(s) * Math.abs(s) ** 0.86 * (width + ease);
    const z = c > 0 ? c ** 0.82 * (front + ease) : -(Math.abs(c) ** 0.9) * (back + ease);
    return place(level, x, z);
  }
  return {
    point,
    ring: (level, ease = 0, sides = 22) =>
      Array.from({ length: sides }, (_, j) => point(level, (j / sides) * Math.PI * 2, ease)),
  };
}

function rowAt(curve: number, i: number): readonly [number, number, number, number] {
  const [a, b] = [must(STRAIGHT[i]), must(CURVED[i])];
  const mix = (k: 0 | 1 | 2 | 3) => a[k] + (b[k] - a[k]) * curve;
  return [mix(0), mix(1), mix(2), mix(3)];
}

export function smooth(t: number): number {
  const x = Math.min(1, Math.max(0, t));
  return x * x * (3 - 2 * x);
}
