import type { Vector3 } from 'three';
import { project, type Camera } from '../camera.ts';
import type { Scene } from '../compose-scene.ts';
import type { GBuffer } from '../draw/raster.ts';
import { headSpace } from '../figure/head.ts';
import type { Skeleton } from '../figure/skeleton.ts';
import { vec } from '../geometry/shapes.ts';

/** A joint in pixels; null where it is not seen. */
type Joint = readonly [x: number, y: number] | null;

/** Eighteen joints in OpenPose's order (its model of COCO). */
export type Pose = readonly Joint[];

/** Joints that are joined, by number, in the order of their colours: OpenPose's limbs, as ControlNet's annotator draws them. */
const LIMBS = [
  ...([
    [1, 2],
    [1, 5],
    [2, 3],
    [3, 4],
    [5, 6],
    [6, 7],
    [1, 8],
    [8, 9],
    [9, 10],
    [1, 11],
    [11, 12],
    [12, 13],
  ] as const),
  ...([
    [1, 0],
    [0, 14],
    [14, 16],
    [0, 15],
    [15, 17],
  ] as const),
] as const;

/** Once around the circle of colours, a step for each joint. */
const COLOURS = Array.from({ length: 18 }, (_, i) => wheel(i));

/** Everybody in the frame of whom at least a limb is seen, the farthest first. */
export function posesOf({ actors, framing: { camera, hidden } }: Scene, seen: GBuffer): readonly Pose[] {
  return actors
    .filter((_, i) => !hidden.has(i))
    .map(({ skeleton }) => ({ pose: poseOf(skeleton, camera, seen), depth: project(camera, skeleton.chest).depth }))
    .filter(({ pose }) => LIMBS.some(([a, b]) => pose[a] && pose[b]))
    .sort((one, other) => other.depth - one.depth)
    .map(({ pose }) => pose);
}

function poseOf(skeleton: Skeleton, camera: Camera, seen: GBuffer): Pose {
  const [left, right] = skeleton.arms;
  const [leftLeg, rightLeg] = skeleton.legs;
  const neck = left.shoulder.clone().lerp(right.shoulder, 0.5);
  const face = FACE.map(([at, outward, least]) => {
    const point = vec(...at).applyMatrix4(headSpace(skeleton).matrix);
    const facing = vec(...outward)
      .applyQuaternion(skeleton.headFrame)
      .dot(camera.eye.clone().sub(point).normalize());
    return facing > least ? point : null;
  });
  const [nose = null, ...eyesAndEars] = face;
  const body = [neck, right.shoulder, right.elbow, right.wrist, left.shoulder, left.elbow, left.wrist];
  const legs = [rightLeg.hip, rightLeg.knee, rightLeg.ankle, leftLeg.hip, leftLeg.knee, leftLeg.ankle];
  const all = [nose, ...body, ...legs, ...eyesAndEars].map((point) => point && jointAt(point, camera, seen));
  // A wrist without its elbow says nothing; two ears without a face say that somebody turns away.
  const joined = (i: number) => LIMBS.some(([a, b]) => (a === i || b === i) && all[a] && all[b]);
  return all.map((joint, i) => (i >= FIRST_EAR || joined(i) ? joint : null));
}

const FIRST_EAR = 16;

/**
 * Nose, eyes and ears, of each pair the right one first: where they are in the head's own space, which way they face, and
 * how far they may turn from the camera and still be told. Of who turns away, ears alone are left.
 */
const FACE: readonly (readonly [at: Triple, outward: Triple, least: number])[] = [
  [[0, 0.37, 0.46], [0, 0, 1], -0.25],
  [[-0.138, 0.487, 0.36], [-0.5, 0, 0.866], 0],
  [[0.138, 0.487, 0.36], [0.5, 0, 0.866], 0],
  [[-0.325, 0.46, -0.03], [-1, 0, 0], -0.25],
  [[0.325, 0.46, -0.03], [1, 0, 0], -0.25],
];

type Triple = readonly [number, number, number];

/** In the frame, and with nothing before it but what a body itself may hold there. */
function jointAt(point: Vector3, camera: Camera, { width, height, nearness }: GBuffer): Joint {
  const { x, y, depth } = project(camera, point);
  if (depth < 0.1 || Math.abs(x) >= 1 || Math.abs(y) >= 1) return null;
  const [px, py] = [((x + 1) / 2) * width, ((1 - y) / 2) * height];
  const there = nearness[Math.floor(py) * width + Math.floor(px)] as number;
  return there > 0 && 1 / there < depth - BODY ? null : [px, py];
}

/** Metres from a joint to the skin before it, with clothes, an arm or what is held. */
const BODY = 0.35;

/** On black: limbs dimmed, joints on top of them, as thick as at 512 pixels, where ControlNet's annotator draws. */
export function drawPoses(poses: readonly Pose[], width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const thick = (4 * Math.min(width, height)) / 512;
  const paint = painter(out, width, height);
  for (const pose of poses) {
    LIMBS.forEach(([a, b], i) => {
      const [from, to] = [pose[a], pose[b]];
      if (from && to) paint.limb(from, to, thick, dimmed(COLOURS[i]));
    });
    pose.forEach((joint, i) => joint && paint.limb(joint, joint, thick, COLOURS[i] ?? [0, 0, 0]));
  }
  return out;
}

/** Fills ellipses over the line between two points; of one point, circles. */
function painter(out: Uint8Array, width: number, height: number) {
  return {
    limb([ax, ay]: NonNullable<Joint>, [bx, by]: NonNullable<Joint>, thick: number, colour: Triple) {
      const [x, y] = [(ax + bx) / 2, (ay + by) / 2];
      const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
      const long = Math.max(length / 2, thick);
      const [cos, sin] = length > 0 ? [(bx - ax) / length, (by - ay) / length] : [1, 0];
      const [top, bottom] = [Math.max(0, Math.floor(y - long)), Math.min(height - 1, Math.ceil(y + long))];
      const [left, right] = [Math.max(0, Math.floor(x - long)), Math.min(width - 1, Math.ceil(x + long))];
      for (let py = top; py <= bottom; py++) {
        for (let px = left; px <= right; px++) {
          const [dx, dy] = [px + 0.5 - x, py + 0.5 - y];
          const [along, across] = [(dx * cos + dy * sin) / long, (dy * cos - dx * sin) / thick];
          if (along * along + across * across <= 1) out.set(colour, (py * width + px) * 3);
        }
      }
    },
  };
}

/** Red, orange, yellow, green, blue, violet: eighteen steps of a third of 255 each in one channel. */
function wheel(step: number): Triple {
  const [sixth, third] = [Math.floor(step / 3), (step % 3) * 85];
  const up = third;
  const down = 255 - third;
  const of: readonly Triple[] = [
    [255, up, 0],
    [down, 255, 0],
    [0, 255, up],
    [0, down, 255],
    [up, 0, 255],
    [255, 0, down],
  ];
  return of[sixth] ?? [0, 0, 0];
}

function dimmed(colour: Triple = [0, 0, 0]): Triple {
  return [Math.floor(colour[0] * 0.6), Math.floor(colour[1] * 0.6), Math.floor(colour[2] * 0.6)];
}
