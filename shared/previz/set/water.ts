import { type Vector3 } from 'three';
import { box, cylinder, ellipse, fan, loft, quad, stroke, tube, vec } from '../geometry/shapes.ts';
import { horizon } from './land.ts';
import { rock } from './nature.ts';
import { line, piece, put, type Piece, type Stage } from './stage.ts';
import { cabin } from './timber.ts';

const UP = vec(0, 1, 0);

/** Open water round everything, with a far bank, ripples and gulls. `level` is its height in metres. */
export function openWater(stage: Stage, level: number): void {
  const pen = piece(stage, 'set').pen(0.88, { unshadowing: true });
  const far = 220;
  quad(pen, [vec(-far, level, -far), vec(far, level, -far), vec(far, level, far), vec(-far, level, far)], UP);
  horizon(stage, 150, 7, 0.18, 0.66);
  horizon(stage, 190, 15, 0.1, 0.84);
  ripples(stage, level);
  if (stage.set.time === 'night') moonlight(stage, level);
  else gulls(stage);
}

/** A path of light on the water under a moon, and enough of it on the people to see them by. */
function moonlight(stage: Stage, level: number): void {
  const p = piece(stage, 'far');
  const [x, z, y] = [26, -110, 30];
  fan(p.pen(0.86, { glow: true }), ellipse(vec(x, y, z), vec(1, 0, 0), vec(0, 1, 0), 3.2, 3.2, 24), vec(0, 0, 1));
  const glint = p.pen(1, { ink: 0.5, unshadowing: true });
  for (let i = 0; i < 26; i++) {
    const t = (i / 26) ** 0.7;
    const at = vec(x, level + 0.02, z).lerp(vec(stage.camera.eye.x, level + 0.02, stage.camera.eye.z), t * 0.93);
    const half = (0.9 + stage.rng.next() * 1.6) * (1.25 - t);
    const shift = (stage.rng.next() - 0.5) * 2 * (1.1 - t);
    const width = 0.5 * (1.08 - t);
    stroke(
      glint,
      [-1, 0, 1].map((k) => at.clone().add(vec(shift + k * half, 0, 0))),
      [0.02, width, 0.02],
      UP,
    );
  }
  stage.lamps.push({ at: vec(1.4, 2.8, 1.4), strength: 0.5, reach: 2.8 });
}

/** Long flat strokes, rarer and shorter towards the lens: a reflection is drawn by leaving most of it out. */
function ripples(stage: Stage, level: number): void {
  const pen = piece(stage, 'far').pen(0.12, { ink: 0.34, unshadowing: true });
  const { eye, forward, tanX } = stage.camera;
  const heading = Math.atan2(forward.x, forward.z);
  for (let i = 0; i < 150; i++) {
    const d = 4 + 110 * stage.rng.next() ** 2;
    const a = heading + (stage.rng.next() - 0.5) * Math.min(2.4, 2.4 * Math.atan(tanX) + 0.3);
    const length = d * (0.02 + 0.05 * stage.rng.next());
    const x = eye.x + Math.sin(a) * d;
    const z = eye.z + Math.cos(a) * d;
    const width = 0.012 + d * 0.0022;
    stroke(
      pen,
      [-1, -0.3, 0.4, 1].map((t) =>
        vec(
          x + Math.cos(heading) * t * length,
          level + 0.01,
          z - Math.sin(heading) * t * length + d * 0.004 * Math.sin(t * 4),
        ),
      ),
      [width * 0.2, width, width * 0.8, width * 0.2],
      UP,
    );
  }
}

/** What stands in the water stands in it twice: short strokes towards the lens, wider apart as they go. */
function reflection(stage: Stage, level: number, x: number, z: number, width: number, length: number): void {
  const pen = piece(stage, 'far').pen(0.1, { ink: 0.42, unshadowing: true });
  for (let s = 0.08, step = 0.1; s < 1; s += step, step *= 1.25) {
    const half = (width / 2) * (0.75 + 0.5 * stage.rng.next());
    const shift = (stage.rng.next() - 0.5) * width * 0.5;
    const at = (t: number) => vec(x + shift + t * half, level + 0.015, z + s * length);
    stroke(pen, [at(-1), at(0), at(1)], [0.01, length * 0.035, 0.01], UP);
  }
}

function gulls(stage: Stage): void {
  const p = piece(stage, 'far');
  const out = stage.camera.forward.clone().negate();
  for (let i = 0; i < 5; i++) {
    const x = (stage.rng.next() - 0.5) * 22;
    const y = 3.5 + stage.rng.next() * 4;
    const span = 0.35 + stage.rng.next() * 0.25;
    const wing = (k: number) => [
      vec(x, y, -20),
      vec(x + k * span * 0.5, y + span * 0.4, -20),
      vec(x + k * span, y, -20),
    ];
    for (const k of [-1, 1]) stroke(p.pen(0.1, { ink: 0.7, unshadowing: true }), wing(k), [0.05, 0.06, 0.02], out);
  }
}

/** A rowing boat afloat, bow towards +z of its own space. */
export function rowingBoat(p: Piece, level: number): void {
  const stations = Array.from({ length: 9 }, (_, i) => i / 4 - 1);
  const half = (t: number) => 0.68 * Math.sqrt(Math.max(0.02, 1 - (t > 0 ? t ** 2 : t ** 4 * 0.55)));
  const gunwale = (t: number) => level + 0.4 + 0.2 * t * t + (t > 0 ? 0.12 * t : 0);
  loft(
    p.pen(0.72),
    stations.map((t) =>
      [-1, -0.82, -0.3, 0.3, 0.82, 1].map((k) =>
        vec(half(t) * k, Math.abs(k) === 1 ? gunwale(t) : level + (Math.abs(k) > 0.5 ? 0.1 : -0.1), t * 1.8),
      ),
    ),
  );
  const rim = (side: number) => stations.map((t) => vec(half(t) * 0.86 * side, gunwale(t) + 0.012, t * 1.74));
  fan(p.pen(0.34), [...rim(1), ...rim(-1).reverse()], UP);
  for (const z of [-0.75, 0.35]) box(p.pen(0.85), 0, level + 0.44, z, 1.12, 0.04, 0.26);
}

/** Piles that boats are tied to. */
export function mooringPosts(stage: Stage, level: number, at: readonly (readonly [number, number, number])[]): void {
  for (const [x, z, height] of at) {
    const there = put(stage, { x, z, radius: 0.2, top: level + height }, (p, jitter) => {
      const pen = p.pen(0.46);
      cylinder(pen, 0, level - 0.3, 0, 0.15, height + 0.3, 0.13);
      line(p, vec(-0.05, level + 0.2, 0.15), vec(-0.04, level + height * 0.8, 0.14), vec(0, 0, 1), 0.012, 0.5);
      cylinder(p.pen(0.3), 0, level + height * (0.6 + jitter() * 0.1), 0, 0.17, 0.09);
    });
    if (there) reflection(stage, level, x, z + 0.15, 0.3, height * 1.3);
  }
}

function reeds(stage: Stage, x: number, z: number, level: number): void {
  put(
    stage,
    { x, z, radius: 0.3, top: 0.9 },
    (p, jitter) => {
      const pen = p.pen(0.1, { ink: 0.6, unshadowing: true });
      for (let i = 0; i < 16; i++) {
        const [dx, dz, tall, lean] = [
          (jitter() - 0.5) * 1.1,
          jitter() * 0.4,
          0.5 + jitter() * 0.6,
          (jitter() - 0.3) * 0.3,
        ];
        const foot = vec(dx, level, dz);
        stroke(
          pen,
          [foot, vec(dx + lean * 0.3, level + tall * 0.6, dz), vec(dx + lean, level + tall, dz)],
          [0.02, 0.016, 0.004],
          vec(0, 0, 1),
        );
      }
    },
    'set',
  );
}

const LEVEL = -0.35;

/** The near bank: people stand on it, and with nobody there it keeps to the foot of the frame. */
function shore(stage: Stage): number {
  const edge = stage.people.length === 0 ? 1 : Math.min(...stage.people.map((p) => p.z)) - 1.5;
  const p = piece(stage, 'set');
  const rim = Array.from({ length: 61 }, (_, i) => vec(i * 2 - 60, 0, edge + Math.sin(i * 1.7) * 0.22));
  const land = p.pen(0.97, { unshadowing: true });
  const bank = p.pen(0.62, { unshadowing: true });
  rim.slice(1).forEach((b, i) => {
    const a = rim[i] ?? b;
    quad(land, [a, b, vec(b.x, 0, 90), vec(a.x, 0, 90)], UP);
    const foot = (v: Vector3) => vec(v.x, LEVEL, v.z - 0.3);
    quad(bank, [foot(a), foot(b), b, a], vec(0, 0.3, -1).normalize());
  });
  return edge;
}

export function buildWater(stage: Stage): void {
  openWater(stage, LEVEL);
  const edge = shore(stage);
  if (stage.set.landmark === 'bridge') swingBridge(stage, 2.5, -27);
  mooringPosts(stage, LEVEL, [
    [-3.4, edge - 4.2, 1.7],
    [-4.6, edge - 6, 1.9],
    [-4, edge - 9.5, 1.6],
    [6.4, edge - 8, 1.8],
  ]);
  const x = 3.9;
  const z = edge - 8;
  if (put(stage, { x, z, yaw: 1.15, radius: 1.2, top: 0.4 }, (p) => rowingBoat(p, LEVEL)))
    reflection(stage, LEVEL, x, z + 0.6, 2.6, 1.1);
  for (const k of [-5.6, -4.5, -2.3, 2.4, 4.4, 5.3, 7.4]) reeds(stage, k, edge - 0.5, LEVEL);
}

export function buildLighthouse(stage: Stage): void {
  openWater(stage, LEVEL);
  const edge = shore(stage);
  const lit = stage.set.time !== 'day';
  put(
    stage,
    { x: -6, z: edge - 24, radius: 0, top: 0 },
    (p) => {
      const tower = p.pen(0.98);
      cylinder(tower, 0, 0.4, 0, 1.25, 8.6, 0.82);
      for (const y of [2.4, 5.2]) cylinder(p.pen(0.4), 0, y, 0, 1.27 - y * 0.05 + 0.03, 1.3, 1.2 - y * 0.05);
      cylinder(p.pen(0.35), 0, 9, 0, 1.2, 0.16);
      cylinder(p.pen(lit ? 1 : 0.62, lit ? { glow: true } : {}), 0, 9.16, 0, 0.62, 1.05);
      cylinder(p.pen(0.3), 0, 10.2, 0, 0.82, 0.75, 0.04);
    },
    'set',
  );
  for (const [x, z, size] of [
    [-7.6, edge - 23.4, 2.2],
    [-4.4, edge - 23, 2.6],
    [-6.1, edge - 22.4, 2.8],
  ] as const)
    put(stage, { x, z, radius: 0, top: 0 }, (p, jitter) => rock(p, jitter, size), 'set');
  reflection(stage, LEVEL, -6, edge - 21.6, 2.6, 7);
  mooringPosts(stage, LEVEL, [
    [4, edge - 4.4, 1.6],
    [5.2, edge - 6.6, 1.8],
  ]);
  for (const k of [-5.2, 3.1, 5.9]) reeds(stage, k, edge - 0.5, LEVEL);
}

/** An iron swing bridge across the frame, turning on one round pier with a cabin over it. */
function swingBridge(stage: Stage, x: number, z: number): void {
  const deck = 3.4;
  const reach = 34;
  const level = LEVEL;
  put(
    stage,
    { x, z, radius: 0, top: 0 },
    (p) => {
      cylinder(p.pen(0.7), 0, level - 0.2, 0, 2.4, deck - 0.7, 2.2);
      cylinder(p.pen(0.5), 0, deck - 1, 0, 2.6, 0.4);
      const iron = p.pen(0.32);
      box(iron, 0, deck, 0, reach * 2, 0.55, 2.6);
      const chord = (t: number) => deck + 1.5 + 3.4 * (1 - Math.abs(t)) ** 1.4;
      const bar = (a: Vector3, b: Vector3, radius: number) =>
        tube(
          iron,
          [a, b].map((at) => ({ at, radius })),
          5,
        );
      const bays = 20;
      for (let i = -bays / 2; i < bays / 2; i++) {
        const [t, u] = [(i * 2) / bays, ((i + 1) * 2) / bays];
        const [a, b] = [vec(t * reach, deck, 1.3), vec(u * reach, deck, 1.3)];
        const [c, d] = [vec(t * reach, chord(t), 1.3), vec(u * reach, chord(u), 1.3)];
        bar(c, d, 0.13);
        if (i === -1 || i === 0) continue;
        bar(a, c, 0.08);
        if (t < 0) bar(a, d, 0.06);
        else bar(b, c, 0.06);
      }
      for (const side of [-1, 1]) box(p.pen(0.6), side * (reach + 4), 1.2, 0, 8, 5, 4.5);
    },
    'set',
  );
  put(stage, { x, z: z + 1.2, radius: 0, top: 0 }, (p) => cabin(p, stage.set.time !== 'day', deck + 0.27, 1.15), 'set');
  reflection(stage, level, x, z + 2.6, 4.6, 7);
}
