import type { Vector3 } from 'three';
import type { Pen } from '../geometry/model.ts';
import { ellipsoid, loft, stroke, tube, vec } from '../geometry/shapes.ts';
import type { Piece } from './stage.ts';

/** Leaves as a draughtsman sums them up: a round mass with a scalloped edge and a few curls on it. */
function clump(p: Piece, tone: number, at: Vector3, radii: Vector3, jitter: () => number): void {
  const [sides, rows] = [24, 12];
  const turn = jitter() * 6;
  const surface = (a: number, polar: number, lift = 1) => {
    const dir = vec(Math.cos(a) * Math.sin(polar), -Math.cos(polar), Math.sin(a) * Math.sin(polar));
    const slow = Math.sin(5 * dir.x + turn) + Math.sin(6 * dir.y + 1.3 * turn) + Math.sin(5.5 * dir.z + 2 * turn);
    const scallops =
      Math.abs(Math.sin(8 * dir.x + turn) * Math.sin(8 * dir.z - turn)) + Math.abs(Math.sin(9 * dir.y + turn));
    return dir
      .multiply(radii)
      .multiplyScalar((0.9 + 0.06 * slow + 0.09 * scallops) * lift)
      .add(at);
  };
  loft(
    p.pen(tone),
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: sides }, (__, j) =>
        surface((j / sides) * Math.PI * 2, ((i + 0.3) / (rows - 0.4)) * Math.PI),
      ),
    ),
  );
  const curl = p.pen(0.1, { ink: 0.5, unshadowing: true });
  for (let i = 0; i < 14; i++) {
    const a = jitter() * Math.PI * 2;
    const polar = 1 + jitter() * 1.4;
    const path = [-1, -0.4, 0.3, 0.9].map((t) => surface(a + t * 0.16, polar + 0.1 * t * t, 1.02));
    const width = radii.x * 0.03;
    stroke(curl, path, [width * 0.3, width, width, width * 0.3], surface(a, polar).sub(at).normalize());
  }
}

export function tree(p: Piece, jitter: () => number, height: number, kind: 'leaf' | 'pine' | 'bare'): void {
  const trunk = p.pen(0.6);
  const r = height * 0.02 + 0.05;
  const lean = (jitter() - 0.5) * 0.25;
  const ring = (y: number, radius: number) =>
    Array.from({ length: 9 }, (_, j) => {
      const a = (j / 9) * Math.PI * 2;
      const x = Math.cos(a) * radius * (1 + 0.12 * Math.sin(j * 2.3 + y)) + lean * (y / height) * 2;
      return vec(x, y, Math.sin(a) * radius);
    });
  loft(trunk, [
    ring(0, r * 1.7),
    ring(0.25, r * 1.1),
    ring(height * 0.4, r * 0.85),
    ring(height * 0.8, r * 0.5),
    ring(height, r * 0.15),
  ]);
  if (kind === 'leaf') {
    for (let i = 0; i < 8; i++) {
      const a = i * 2.4;
      const k = 0.35 + 0.65 * jitter();
      const middle = vec(
        Math.sin(a) * height * 0.2 * k + lean,
        height * (0.62 + 0.32 * jitter()),
        Math.cos(a) * height * 0.18 * k,
      );
      clump(p, 0.82, middle, vec(height * 0.17, height * 0.13, height * 0.16), jitter);
    }
  }
  if (kind === 'pine') pine(p, jitter, height, lean);
  if (kind === 'bare') boughs(trunk, jitter, height, lean);
  const bark = p.pen(0.1, { ink: 0.4, unshadowing: true });
  for (let i = 0; i < 7; i++) {
    const y = 0.2 + jitter() * Math.min(2.6, height * 0.5);
    const a = jitter() * Math.PI;
    const at = (dy: number) =>
      vec(Math.cos(a) * r * 1.05 + (lean * 2 * (y + dy)) / height, y + dy, Math.sin(a) * r * 1.05);
    stroke(bark, [at(0), at(0.4)], [0.018, 0.006], vec(Math.cos(a), 0, Math.sin(a)));
  }
}

/** Winter branches, each forking once. */
function boughs(pen: Pen, jitter: () => number, height: number, lean: number): void {
  for (let i = 0; i < 7; i++) {
    const y = height * (0.28 + 0.09 * i);
    const a = i * 2.4 + jitter();
    const reach = height * (0.24 - 0.018 * i);
    const at = (t: number, turn = 0) =>
      vec(
        Math.sin(a + turn) * reach * t + (lean * 2 * y) / height,
        y + reach * 0.7 * t * t + reach * 0.25 * t,
        Math.cos(a + turn) * reach * t,
      );
    const thick = height * 0.008 * (1 - i * 0.09);
    tube(
      pen,
      [at(0), at(0.4), at(0.75), at(1)].map((point, k) => ({ at: point, radius: thick * (1 - k * 0.28) })),
      6,
    );
    tube(
      pen,
      [at(0.5), at(0.75, 0.3), at(0.95, 0.5)].map((point, k) => ({ at: point, radius: thick * (0.6 - k * 0.22) })),
      6,
    );
  }
}

/** Drooping boughs in tiers, each a ragged skirt. */
function pine(p: Piece, jitter: () => number, height: number, lean: number): void {
  const needles = p.pen(0.62);
  const tiers = 7;
  for (let i = 0; i < tiers; i++) {
    const t = i / tiers;
    const y = height * (0.3 + 0.64 * t);
    const wide = height * 0.2 * (1 - t) ** 0.8 + 0.15;
    const sides = 20;
    const reach = Array.from({ length: sides }, (_, j) => (j % 2 ? 0.62 : 1) * (0.85 + 0.3 * jitter()));
    const skirt = (k: number, rise: number) =>
      reach.map((far, j) => {
        const a = (j / sides) * Math.PI * 2 + i;
        const out = k < 1 ? k * (0.7 + 0.3 * far) : far;
        return vec(
          Math.cos(a) * wide * out + lean * 2 * t,
          y + rise - (k === 1 ? 0.12 * far : 0),
          Math.sin(a) * wide * out,
        );
      });
    loft(needles, [skirt(1, 0), skirt(0.5, height * 0.07), skirt(0.06, height * 0.17)], 'none');
  }
}

export function bush(p: Piece, jitter: () => number, size: number): void {
  for (let i = 0; i < 4; i++) {
    const at = vec((jitter() - 0.5) * size, size * (0.22 + jitter() * 0.2), (jitter() - 0.5) * size * 0.6);
    clump(p, 0.82, at, vec(size * 0.42, size * 0.34, size * 0.36), jitter);
  }
}

export function rock(p: Piece, jitter: () => number, size: number): void {
  ellipsoid(p.pen(0.78), vec(0, size * 0.22, 0), vec(size * 0.6, size * (0.4 + jitter() * 0.2), size * 0.45), 7, 5);
}
