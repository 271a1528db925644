import type { Matrix4 } from 'three';
import { type Vector3 } from 'three';
import { project, type Camera } from '../camera.ts';
import { newObject, penFor, placed, type Layer, type Material, type Model, type Pen } from '../geometry/model.ts';
import { stroke, vec } from '../geometry/shapes.ts';
import type { Lamp } from '../draw/light.ts';
import { seededRng, type Rng } from '#shared/lib/rng.ts';
import type { SetSpec } from '../spec.ts';

/** What a set is built on: the model, the camera already placed, and where the people are. */
export interface Stage {
  readonly model: Model;
  readonly rng: Rng;
  readonly camera: Camera;
  readonly set: SetSpec;
  /** Metres of the picture's width at the people. */
  readonly span: number;
  readonly focusDepth: number;
  readonly lamps: Lamp[];
  /** Somebody lies in the room's bed, wherever that is then. */
  readonly bedTaken: boolean;
  /** Ground positions of the people, and of what was put there by hand. */
  readonly people: readonly Vector3[];
}

/** Where to put a thing, and with what pens to draw it. Everything drawn with it is one object. */
export interface Piece {
  /** Width of a line there that is still seen, in metres. */
  readonly thinnest: (at: Vector3) => number;
  readonly pen: (tone: number, more?: Partial<Material>) => Pen;
}

export function piece(stage: Stage, layer: Layer, matrix: Matrix4 | null = null): Piece {
  const object = newObject(stage.model);
  const { camera } = stage;
  return {
    pen: (tone, more = {}) => penFor(stage.model, { object, tone, layer, ...more }, matrix),
    thinnest(at) {
      const world = matrix ? at.clone().applyMatrix4(matrix) : at;
      return Math.max(0, world.clone().sub(camera.eye).dot(camera.forward)) * camera.tanX * THINNEST;
    },
  };
}

/** In units of half the frame's width: about four fifths of a pixel at 960. */
const THINNEST = 0.0017;

/**
 * Puts a thing on the ground, unless it would stand in front of the people, in them, or in the camera. What is built by
 * chance takes its chances from `jitter`, which is the thing's own: leaving one thing out changes no other.
 */
export function put(
  stage: Stage,
  at: {
    readonly x: number;
    readonly z: number;
    readonly yaw?: number;
    readonly radius: number;
    readonly top: number;
    readonly isBed?: true;
  },
  build: (piece: Piece, jitter: () => number, matrix: Matrix4) => void,
  layer: Layer = 'prop',
): boolean {
  const own = seededRng(stage.rng.next() * 4294967296);
  if (at.isBed && stage.bedTaken) return false;
  if (!isSeen(stage, at.x, at.z) || !isClear(stage, at.x, at.z, at.radius, at.top)) return false;
  const matrix = placed(at.x, 0, at.z, at.yaw ?? 0);
  build(piece(stage, layer, matrix), () => own.next(), matrix);
  return true;
}

/** Near things are kept although out of frame: their shadows may be in it. */
function isSeen(stage: Stage, x: number, z: number): boolean {
  if (Math.hypot(x, z) < 9) return true;
  const { camera } = stage;
  const { x: across, depth } = project(camera, vec(x, camera.eye.y, z));
  return depth > -8 && (depth < 8 || Math.abs(across) < 1.2 + 8 / (depth * camera.tanX));
}

function isClear(stage: Stage, x: number, z: number, radius: number, top: number): boolean {
  const { eye } = stage.camera;
  if (radius === 0) return true;
  if (Math.hypot(eye.x - x, eye.z - z) < radius + 0.7 && eye.y < top + 0.8) return false;
  if (stage.people.some((p) => Math.hypot(p.x - x, p.z - z) < radius * 0.8 + 0.22)) return false;
  const seen = project(stage.camera, vec(x, top, z));
  if (seen.depth < 0.2 || seen.depth > stage.focusDepth - 0.25) return true;
  return seen.y < -0.9;
}

/** Local space on a wall: x along it, y up, z out into the room. */
export function onWall(x: number, z: number, yaw: number): Matrix4 {
  return placed(x, 0, z, yaw);
}

/** A thin drawn line on a surface. */
export function line(piece: Piece, from: Vector3, to: Vector3, out: Vector3, width = 0.012, dark = 0.35): void {
  const [a, b] = [Math.max(width, piece.thinnest(from)), Math.max(width * 0.7, piece.thinnest(to))];
  stroke(piece.pen(0.1, { ink: dark, unshadowing: true }), [from, to], [a, b], out);
}
