import { type Vector3 } from 'three';
import { box, cylinder, quad, tube, vec } from '../geometry/shapes.ts';
import { line, piece, put, type Piece, type Stage } from './stage.ts';
import { cabin } from './timber.ts';
import { mooringPosts, openWater, rowingBoat } from './water.ts';

/** A deck that runs from behind the lens to the far bank, `half` metres to either side of the people. */
interface Deck {
  readonly half: number;
  /** Height of the water, under the deck. */
  readonly level: number;
  readonly end: number;
}

function planks(stage: Stage, { half, level, end }: Deck): void {
  const p = piece(stage, 'set');
  quad(
    p.pen(0.93, { unshadowing: true }),
    [vec(-half, 0, end), vec(half, 0, end), vec(half, 0, 40), vec(-half, 0, 40)],
    vec(0, 1, 0),
  );
  const edge = p.pen(0.4, { unshadowing: true });
  for (const side of [-1, 1]) box(edge, side * half, -0.24, (end + 40) / 2, 0.16, 0.46, 40 - end);
  box(edge, 0, -0.24, end, half * 2, 0.46, 0.1);
  const seams = piece(stage, 'far');
  const { eye } = stage.camera;
  for (let z = 8; z > end; z -= z < eye.z - 14 ? 0.9 : 0.42)
    line(seams, vec(-half, 0.005, z), vec(half, 0.005, z), vec(0, 1, 0), 0.012, 0.26);
  for (let z = end + 0.5; z < 0; z += 6)
    for (const side of [-1, 1])
      cylinder(piece(stage, 'set').pen(0.44), side * (half - 0.25), level - 0.5, z, 0.2, -level + 0.4);
}

/** Posts and rails, bay by bay, so that only the bays before the people are left out. */
function railing(stage: Stage, { half, end }: Deck, tone: number, rails: readonly number[], bay = 1.9): void {
  for (const side of [-1, 1])
    for (let z = 9.5; z > end; z -= bay)
      put(
        stage,
        { x: side * (half - 0.08), z, radius: 0.25, top: 1.1 },
        (p) => {
          const pen = p.pen(tone);
          box(pen, 0, 0.55, 0, 0.09, 1.1, 0.09);
          for (const y of rails) box(pen, 0, y, -bay / 2, 0.05, 0.06, bay);
        },
        z > -14 ? 'prop' : 'set',
      );
}

function bars(p: Piece, tone: number, radius: number, ...ends: readonly (readonly [Vector3, Vector3])[]): void {
  const pen = p.pen(tone);
  for (const [a, b] of ends)
    tube(
      pen,
      [a, b].map((at) => ({ at, radius })),
      6,
    );
}

/** Ironwork overhead and along both sides, further and further off. */
function truss(stage: Stage, half: number): void {
  const [high, out, bay] = [4.4, half + 0.3, 5];
  for (let z = -6.5; z > -42; z -= bay)
    put(
      stage,
      { x: 0, z, radius: 0, top: 0 },
      (p) => {
        for (const side of [-1, 1]) {
          const x = side * out;
          box(p.pen(0.36), x, high / 2 - 0.3, 0, 0.2, high + 0.6, 0.24);
          bars(
            p,
            0.36,
            0.07,
            [vec(x, 0, 0), vec(x, high, -bay)],
            [vec(x, high, 0), vec(x, 0, -bay)],
            [vec(x, high, 0), vec(x, high, -bay)],
          );
        }
        box(p.pen(0.36), 0, high, 0, out * 2, 0.3, 0.2);
        for (const side of [-1, 1])
          bars(p, 0.36, 0.06, [vec(side * out, high - 1.1, 0), vec(side * (out - 1.1), high, 0)]);
      },
      z > -20 ? 'set' : 'far',
    );
}

function house(stage: Stage, x: number, z: number, yaw: number): void {
  const lit = stage.set.time !== 'day';
  const there = put(stage, { x, z, yaw, radius: 1.5, top: 2.6 }, (p) => cabin(p, lit), 'set');
  if (there && lit) stage.lamps.push({ at: vec(x + Math.sin(yaw) * 1.6, 1.4, z + 1.6), strength: 0.8, reach: 2.4 });
}

export function buildBridge(stage: Stage): void {
  const deck: Deck = { half: 2.9, level: -3.6, end: -70 };
  openWater(stage, deck.level);
  planks(stage, deck);
  railing(stage, deck, 0.4, [1.08, 0.72, 0.36]);
  truss(stage, deck.half);
  house(stage, -1.55, -10, 0.12);
}

export function buildPier(stage: Stage): void {
  const deck: Deck = { half: 2.7, level: -1.3, end: -19 };
  openWater(stage, deck.level);
  planks(stage, deck);
  railing(stage, deck, 0.6, [1, 0.55], 2.3);
  house(stage, 1.25, -8.5, -0.15);
  mooringPosts(stage, deck.level, [
    [-4.2, -6, 2.2],
    [-5.6, -10, 2.4],
    [4.6, -7, 2.3],
  ]);
  put(stage, { x: -4.9, z: -7.6, yaw: 0.5, radius: 1, top: -0.6 }, (p) => rowingBoat(p, deck.level));
  put(stage, { x: -1.9, z: -2.4, radius: 0.3, top: 0.6 }, (p) => {
    cylinder(p.pen(0.32), 0, 0, 0, 0.17, 0.42, 0.13);
    cylinder(p.pen(0.32), 0, 0.42, 0, 0.24, 0.12, 0.2);
  });
}
