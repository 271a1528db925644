import type { Vector3 } from 'three';
import { vec } from './geometry/shapes.ts';
import type { CameraMark } from './staging/blocking.ts';

/** Width of a Super 35 gate, cropped in height to the frame's ratio. Metres. */
export const GATE_WIDTH = 0.0249;

/** A pinhole camera. `right`, `up`, `forward` are unit vectors; the tangents are of half the field of view. */
export interface Camera {
  readonly eye: Vector3;
  readonly right: Vector3;
  readonly up: Vector3;
  readonly forward: Vector3;
  readonly tanX: number;
  readonly tanY: number;
}

export function lookAlong(eye: Vector3, forward: Vector3, roll: number, lens: number, aspectRatio: number): Camera {
  const f = forward.clone().normalize();
  const level = f.clone().cross(vec(0, 1, 0));
  if (level.lengthSq() < 1e-6) level.set(1, 0, 0);
  level.normalize();
  const upright = level.clone().cross(f);
  const right = level.clone().multiplyScalar(Math.cos(roll)).addScaledVector(upright, Math.sin(roll));
  const tanX = GATE_WIDTH / 2 / (lens / 1000);
  return { eye, right, up: right.clone().cross(f), forward: f, tanX, tanY: tanX / aspectRatio };
}

export interface Projected {
  /** −1 to 1 inside the frame, y up. */
  readonly x: number;
  readonly y: number;
  /** Metres in front of the camera. */
  readonly depth: number;
}

export function project(camera: Camera, point: Vector3): Projected {
  const d = point.clone().sub(camera.eye);
  const depth = d.dot(camera.forward);
  return { x: d.dot(camera.right) / (depth * camera.tanX), y: d.dot(camera.up) / (depth * camera.tanY), depth };
}

/** The camera that stands on a mark. */
export function cameraAt({ x, y, z, pan, tilt, roll }: CameraMark, lens: number, aspectRatio: number): Camera {
  const forward = vec(Math.sin(pan) * Math.cos(tilt), Math.sin(tilt), Math.cos(pan) * Math.cos(tilt));
  return lookAlong(vec(x, y, z), forward, roll, lens, aspectRatio);
}

/** Where a camera stands, to the centimetre and the thousandth of a radian. */
export function markOf({ eye, forward, right }: Camera): CameraMark {
  const level = forward
    .clone()
    .cross(vec(0, 1, 0))
    .normalize();
  const upright = level.clone().cross(forward);
  const round = (value: number, unit: number) => Math.round(value * unit) / unit;
  return {
    x: round(eye.x, 100),
    y: Math.max(0.05, round(eye.y, 100)),
    z: round(eye.z, 100),
    pan: round(Math.atan2(forward.x, forward.z), 1000),
    tilt: round(Math.max(-1.55, Math.min(1.55, Math.asin(Math.max(-1, Math.min(1, forward.y))))), 1000),
    roll: round(Math.atan2(right.dot(upright), right.dot(level)), 1000),
  };
}
