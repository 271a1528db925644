import type { Vector3 } from 'three';
import { must } from '#shared/lib/assert.ts';
import { project } from '../camera.ts';
import { placed, type Pen } from '../geometry/model.ts';
import { box, ellipse, fan, loft, quad, tube, vec } from '../geometry/shapes.ts';
import { pane } from './furniture.ts';
import { line, onWall, piece, put, type Piece, type Stage } from './stage.ts';

/** What of a car is drawn: `glazed` hides who is inside; the rest is left out where it stands before the lens. */
interface Bodywork {
  readonly tone: number;
  readonly glazed: boolean;
  readonly bonnet?: boolean;
  readonly roof?: boolean;
  readonly open?: 'left' | 'right' | null;
  readonly keeps?: (at: Vector3) => boolean;
}

/** A saloon with its nose towards +z. */
export function car(
  p: Piece,
  { tone, glazed, bonnet = true, roof = true, open = null, keeps = () => true }: Bodywork,
): void {
  const shell = p.pen(tone);
  if (bonnet) {
    loft(shell, BONNET.map(slice));
    face(p);
    wheels(p, 1.5);
  }
  loft(shell, BOOT.map(slice));
  wheels(p, -1.45);
  for (const side of [1, -1] as const) {
    if (open === (side === 1 ? 'left' : 'right')) continue;
    flank(p, shell, side);
    for (const [low, high, radius] of PILLARS) {
      const [foot, head] = [low, high].map(([x, y, z]) => vec(x * side, y, z)) as [Vector3, Vector3];
      const ends = [foot, head];
      // Its ends may lie out of the picture and its middle across a face.
      if ([0, 0.2, 0.4, 0.6, 0.8, 1].every((t) => keeps(foot.clone().lerp(head, t))))
        tube(
          shell,
          ends.map((at) => ({ at, radius })),
          8,
        );
    }
  }
  const rib = ([z = 0, half = 0]: readonly number[]) =>
    ellipse(vec(0, 1.52, z), vec(1, 0, 0), vec(0, 1, 0), half, 0.05, 14);
  if (roof)
    loft(
      p.pen(tone, { unshadowing: true }),
      [
        [0.3, 0.62],
        [0, 0.65],
        [-0.5, 0.65],
        [-0.98, 0.6],
      ].map(rib),
    );
  if (glazed) panes(p);
}

/** Along z: half-width and height. */
const BONNET = [
  [0.92, 0.79, 0.93],
  [1.4, 0.79, 0.9],
  [1.95, 0.77, 0.84],
  [2.2, 0.74, 0.74],
  [2.3, 0.7, 0.6],
  [2.3, 0.7, 0.36],
  [2.1, 0.72, 0.3],
] as const;
const BOOT = [
  [-1.25, 0.78, 0.93],
  [-1.7, 0.77, 0.92],
  [-2.15, 0.74, 0.86],
  [-2.25, 0.72, 0.6],
  [-2.2, 0.7, 0.34],
] as const;
const PILLARS = [
  [[0.76, 0.92, 0.95], [0.62, 1.5, 0.3], 0.035],
  [[0.76, 0.92, -0.38], [0.64, 1.52, -0.4], 0.04],
  [[0.76, 0.92, -1.3], [0.6, 1.48, -0.98], 0.06],
] as const;

function slice([z = 0, half = 0, top = 0]: readonly number[]): Vector3[] {
  return [
    vec(-half, 0.3, z),
    vec(-half, top - 0.12, z),
    vec(-half * 0.9, top - 0.02, z),
    vec(0, top + 0.02, z),
    vec(half * 0.9, top - 0.02, z),
    vec(half, top - 0.12, z),
    vec(half, 0.3, z),
  ];
}

function flank(p: Piece, shell: Pen, side: 1 | -1): void {
  const out = vec(side, 0, 0);
  box(shell, side * 0.775, 0.6, -0.16, 0.05, 0.66, 2.2);
  for (const z of [0.85, -0.36, -1.15])
    line(p, vec(side * 0.802, 0.36, z), vec(side * 0.802, 0.92, z), out, 0.012, 0.5);
  for (const z of [-0.2, -1]) line(p, vec(side * 0.803, 0.8, z), vec(side * 0.803, 0.8, z - 0.14), out, 0.025, 0.6);
}

function panes(p: Piece): void {
  const glass = p.pen(0.5);
  for (const side of [1, -1]) {
    const out = vec(side, 0.3, 0).normalize();
    fan(
      glass,
      [
        vec(side * 0.76, 0.93, 0.85),
        vec(side * 0.76, 0.93, -0.36),
        vec(side * 0.64, 1.48, -0.38),
        vec(side * 0.63, 1.48, 0.28),
      ],
      out,
    );
    fan(
      glass,
      [
        vec(side * 0.76, 0.93, -0.42),
        vec(side * 0.76, 0.93, -1.2),
        vec(side * 0.61, 1.46, -0.92),
        vec(side * 0.64, 1.48, -0.44),
      ],
      out,
    );
  }
  fan(
    glass,
    [vec(-0.74, 0.94, 0.95), vec(0.74, 0.94, 0.95), vec(0.6, 1.48, 0.32), vec(-0.6, 1.48, 0.32)],
    vec(0, 0.7, 0.7),
  );
  fan(
    glass,
    [vec(-0.74, 0.94, -1.3), vec(0.74, 0.94, -1.3), vec(0.58, 1.46, -1), vec(-0.58, 1.46, -1)],
    vec(0, 0.7, -0.7),
  );
}

function face(p: Piece): void {
  const ahead = vec(0, 0, 1);
  for (const x of [-0.52, 0.52])
    fan(p.pen(1), ellipse(vec(x, 0.62, 2.33), vec(1, 0, 0), vec(0, 1, 0), 0.13, 0.09, 16), ahead);
  for (const y of [0.54, 0.6, 0.66]) line(p, vec(-0.32, y, 2.32), vec(0.32, y, 2.32), ahead, 0.018, 0.6);
  box(p.pen(0.5, { unshadowing: true }), 0, 0.4, 2.38, 1.5, 0.11, 0.12);
  for (const x of [-0.5, 0.5]) line(p, vec(x, 0.95, 0.95), vec(x * 0.86, 0.85, 2.05), vec(0, 1, 0.1), 0.012, 0.4);
}

function wheels(p: Piece, z: number): void {
  for (const x of [-0.72, 0.72]) {
    const ring = (dx: number, r: number) => ellipse(vec(x + dx, 0.32, z), vec(0, 1, 0), vec(0, 0, 1), r, r, 18);
    loft(p.pen(0.2), [ring(-0.1, 0.32), ring(0.1, 0.32)]);
    for (const k of [-1, 1]) fan(p.pen(0.8), ring(k * 0.105, 0.18), vec(k, 0, 0));
  }
}

/** People sit in it, nose towards the camera's side; the door between them and the lens is left out. */
export function buildCar(stage: Stage): void {
  const { eye } = stage.camera;
  const aside = Math.abs(eye.x) > 1 && Math.abs(eye.x) > eye.z;
  // The lens may stand where the bonnet is: then there is no bonnet.
  const bonnet = eye.z > 2.7 || eye.y > 1.02 || eye.z < 0;
  put(stage, { x: 0, z: 0, radius: 0, top: 0 }, (p) => {
    const open = aside ? (eye.x > 0 ? 'left' : 'right') : null;
    car(p, { tone: 0.78, glazed: false, bonnet, roof: eye.y < 1.6, open, keeps: (at) => !blocks(stage, at) });
    cabin(p, eye);
  });
  if (stage.set.time === 'night') stage.lamps.push({ at: vec(0.1, 1.02, 0.72), strength: 0.75, reach: 0.75 });
}

/** A pillar or roof that would cross the picture close before the people. */
function blocks({ camera, focusDepth }: Stage, at: Vector3): boolean {
  const { x, y, depth } = project(camera, at);
  if (depth > focusDepth * 0.92) return false;
  return (Math.abs(x) < 0.75 && Math.abs(y) < 1.6) || at.distanceTo(camera.eye) < 0.5;
}

function cabin(p: Piece, eye: Vector3): void {
  const seat = p.pen(0.55);
  for (const [z, tall] of [
    [-0.05, 0.62],
    [-0.88, 0.5],
  ] as const)
    for (const x of [-0.37, 0.37]) {
      box(seat, x, 0.42, z, 0.52, 0.16, 0.52);
      box(seat, x, 0.5 + tall / 2, z - 0.3, 0.48, tall, 0.13);
      if (z > -0.5) box(seat, x, 1.19, z - 0.31, 0.25, 0.15, 0.1);
    }
  box(p.pen(0.6), 0, 0.76, 0.8, 1.46, 0.22, 0.3);
  line(p, vec(-0.73, 0.872, 0.66), vec(0.73, 0.872, 0.66), vec(0, 1, 0), 0.01, 0.5);
  const rim = p.pen(0.2);
  const centre = vec(0.37, 0.86, 0.47);
  const up = vec(0, 0.9, -0.42).normalize();
  const hoop = Array.from({ length: 21 }, (_, i) => {
    const a = (i / 20) * Math.PI * 2;
    return centre
      .clone()
      .add(vec(Math.cos(a) * 0.18, 0, 0))
      .addScaledVector(up, Math.sin(a) * 0.18);
  });
  tube(
    rim,
    hoop.map((at) => ({ at, radius: 0.014 })),
    8,
    up.clone().cross(vec(1, 0, 0)),
  );
  tube(
    rim,
    [must(hoop[0]), must(hoop[10])].map((at) => ({ at, radius: 0.013 })),
    8,
  );
  if (eye.z > 0.6) box(p.pen(0.3), 0, 1.41, 0.36, 0.2, 0.06, 0.03);
}

/** A railway carriage: benches face each other over x, windows along the back. */
export function buildTrain(stage: Stage): void {
  const { eye } = stage.camera;
  const back = -1.1;
  const half = Math.max(7, Math.abs(eye.x) + 1);
  const front = Math.max(2.2, eye.z + 1);
  const face = (tone: number, corners: readonly [Vector3, Vector3, Vector3, Vector3], normal: Vector3) =>
    quad(piece(stage, 'set').pen(tone, { oneSided: true, unshadowing: true }), corners, normal);
  const at = (x: number, y: number, z: number) => vec(x * half, y, z);
  face(0.94, [at(-1, 0, back), at(1, 0, back), at(1, 0, front), at(-1, 0, front)], vec(0, 1, 0));
  face(0.99, [at(-1, 0, back), at(1, 0, back), at(1, 2.3, back), at(-1, 2.3, back)], vec(0, 0, 1));
  face(0.98, [at(-1, 2.3, back), at(1, 2.3, back), at(1, 2.3, front), at(-1, 2.3, front)], vec(0, -1, 0));
  for (const k of [-1, 1])
    face(0.96, [at(k, 0, back), at(k, 0, front), at(k, 2.3, front), at(k, 2.3, back)], vec(-k, 0, 0));
  for (let u = -6.3; u < 6.4; u += 2.1)
    pane(piece(stage, 'set', onWall(u, back, 0)), 1.5, 0.85, 0.95, stage.set.time === 'night');
  line(piece(stage, 'set'), vec(-half, 2, back + 0.02), vec(half, 2, back + 0.02), vec(0, 0, 1), 0.03, 0.4);
  for (const x of [-3.3, -0.98, 0.98, 3.3]) {
    const k = Math.sign(x);
    // A bench whose back is turned to the lens would hide who sits on it.
    if (Math.abs(eye.x) > Math.abs(x) && Math.sign(eye.x) === k && eye.z < 1.2) continue;
    const bench = piece(stage, 'prop', placed(x, 0, -0.4)).pen(0.58);
    box(bench, 0, 0.4, 0, 0.5, 0.12, 1.25);
    box(bench, k * 0.28, 0.8, 0, 0.1, 0.9, 1.25);
    box(bench, 0, 0.17, 0, 0.4, 0.34, 1.15);
  }
  if (stage.set.time === 'night') stage.lamps.push({ at: vec(0, 2.1, 0.2), strength: 0.75, reach: 2.2 });
}
