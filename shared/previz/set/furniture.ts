import { must } from '#shared/lib/assert.ts';
import { box, cylinder, ellipse, ellipsoid, fan, loft, quad, stroke, tube, vec } from '../geometry/shapes.ts';
import { line, type Piece } from './stage.ts';

/** Furniture in its own space: on the floor, the back towards −z. */

export function table(p: Piece, width = 1.2, depth = 0.75, height = 0.74, tone = 0.8): void {
  const pen = p.pen(tone);
  box(pen, 0, height, 0, width, 0.045, depth);
  for (const x of [-1, 1])
    for (const z of [-1, 1]) box(pen, x * (width / 2 - 0.06), height / 2, z * (depth / 2 - 0.06), 0.05, height, 0.05);
}

export function roundTable(p: Piece, radius = 0.42, height = 0.74): void {
  const pen = p.pen(0.82);
  cylinder(pen, 0, height - 0.03, 0, radius, 0.04);
  cylinder(pen, 0, 0.03, 0, 0.035, height - 0.05);
  cylinder(pen, 0, 0, 0, radius * 0.55, 0.03);
}

export function chair(p: Piece, seat = 0.45, tone = 0.66): void {
  const pen = p.pen(tone);
  box(pen, 0, seat - 0.02, 0, 0.44, 0.04, 0.44);
  for (const x of [-0.2, 0.2]) {
    box(pen, x, seat / 2, 0.2, 0.035, seat, 0.035);
    box(pen, x, (seat + 0.48) / 2, -0.2, 0.035, seat + 0.48, 0.035);
  }
  box(pen, 0, seat + 0.42, -0.2, 0.4, 0.14, 0.03);
  box(pen, 0, seat + 0.2, -0.2, 0.4, 0.07, 0.03);
}

export function stool(p: Piece, seat = 0.45): void {
  const pen = p.pen(0.45);
  cylinder(pen, 0, seat - 0.06, 0, 0.18, 0.06);
  cylinder(pen, 0, 0.02, 0, 0.03, seat - 0.08);
  cylinder(pen, 0, 0, 0, 0.2, 0.03, 0.16);
}

export function sofa(p: Piece, width = 1.9): void {
  const pen = p.pen(0.68);
  box(pen, 0, 0.24, 0.03, width - 0.3, 0.36, 0.8);
  box(pen, 0, 0.58, -0.34, width - 0.3, 0.5, 0.2);
  for (const x of [-1, 1]) box(pen, x * (width / 2 - 0.09), 0.33, 0, 0.18, 0.6, 0.88);
  const cushion = p.pen(0.72);
  for (const x of [-1, 1]) box(cushion, (x * (width - 0.34)) / 4, 0.47, 0.08, (width - 0.38) / 2, 0.12, 0.68);
}

export function bed(p: Piece, width = 1.5): void {
  const frame = p.pen(0.55);
  box(frame, 0, 0.55, -1.05, width + 0.1, 1.0, 0.07);
  box(frame, 0, 0.2, 0, width, 0.16, 2.05);
  const cloth = p.pen(0.96);
  box(cloth, 0, 0.38, 0, width - 0.02, 0.22, 2);
  box(p.pen(0.78), 0, 0.42, 0.35, width + 0.03, 0.2, 1.34);
  for (const x of [-1, 1])
    ellipsoid(p.pen(0.99), vec(x * width * 0.23, 0.55, -0.78), vec(width * 0.2, 0.09, 0.2), 16, 9);
}

export function hospitalBed(p: Piece): void {
  const rail = p.pen(0.7);
  box(p.pen(0.98), 0, 0.6, 0, 0.9, 0.16, 2);
  box(p.pen(0.86), 0, 0.66, 0.35, 0.94, 0.08, 1.2);
  ellipsoid(p.pen(1), vec(0, 0.72, -0.75), vec(0.3, 0.08, 0.18));
  box(rail, 0, 0.42, 0, 0.84, 0.06, 1.9);
  for (const z of [-1.02, 1.02]) box(rail, 0, 0.72, z, 0.9, 0.5, 0.04);
  for (const x of [-0.4, 0.4]) for (const z of [-0.85, 0.85]) box(rail, x, 0.2, z, 0.05, 0.4, 0.05);
}

export function dripStand(p: Piece): void {
  const pen = p.pen(0.55);
  cylinder(pen, 0, 0, 0, 0.24, 0.03, 0.05);
  cylinder(pen, 0, 0.03, 0, 0.014, 1.85);
  box(pen, 0, 1.87, 0, 0.3, 0.02, 0.02);
  ellipsoid(p.pen(0.92), vec(0.13, 1.7, 0), vec(0.06, 0.13, 0.03));
}

export function desk(p: Piece, width = 1.5): void {
  const pen = p.pen(0.7);
  box(pen, 0, 0.73, 0, width, 0.045, 0.75);
  box(pen, -width / 2 + 0.2, 0.36, 0, 0.38, 0.7, 0.68);
  box(pen, width / 2 - 0.03, 0.36, 0, 0.05, 0.7, 0.68);
  const drawer = vec(0, 0, 1);
  for (const y of [0.25, 0.48]) line(p, vec(-width / 2 + 0.03, y, 0.345), vec(-width / 2 + 0.37, y, 0.345), drawer);
}

export function monitor(p: Piece): void {
  const dark = p.pen(0.3);
  box(dark, 0, 0.77, 0, 0.24, 0.02, 0.18);
  box(dark, 0, 0.87, -0.02, 0.04, 0.2, 0.03);
  box(dark, 0, 1.1, 0, 0.58, 0.36, 0.03);
}

export function floorLamp(p: Piece, lit: boolean): void {
  const pen = p.pen(0.35);
  cylinder(pen, 0, 0, 0, 0.15, 0.025);
  cylinder(pen, 0, 0.02, 0, 0.013, 1.4);
  cylinder(p.pen(lit ? 1 : 0.9, lit ? { glow: true } : {}), 0, 1.38, 0, 0.22, 0.3, 0.14);
}

export function tableLamp(p: Piece, y: number, lit: boolean): void {
  cylinder(p.pen(0.4), 0, y, 0, 0.06, 0.24, 0.02);
  cylinder(p.pen(lit ? 1 : 0.9, lit ? { glow: true } : {}), 0, y + 0.22, 0, 0.15, 0.2, 0.1);
}

export function pendant(p: Piece, y: number, ceiling: number, lit: boolean): void {
  cylinder(p.pen(0.3), 0, y + 0.2, 0, 0.008, ceiling - y - 0.2);
  cylinder(p.pen(0.35), 0, y + 0.02, 0, 0.2, 0.2, 0.04);
  if (lit) ellipsoid(p.pen(1, { glow: true }), vec(0, y + 0.01, 0), vec(0.09, 0.06, 0.09), 10, 7);
}

export function shelf(
  p: Piece,
  fill: 'books' | 'bottles' | 'boxes',
  jitter: () => number,
  width = 1.1,
  height = 2,
): void {
  const frame = p.pen(0.7);
  const rows = Math.round(height / 0.4);
  box(frame, 0, height / 2, -0.14, width, height, 0.02);
  for (const x of [-1, 1]) box(frame, (x * width) / 2, height / 2, 0, 0.04, height, 0.3);
  for (let r = 0; r <= rows; r++) box(frame, 0, (r / rows) * height, 0, width, 0.035, 0.3);
  for (let r = 0; r < rows; r++) {
    const base = (r / rows) * height + 0.02;
    if (fill === 'books') books(p, width, base, jitter);
    else if (fill === 'bottles') bottles(p, width, base, jitter);
    else
      for (const x of [-0.25, 0.24])
        box(p.pen(0.6 + jitter() * 0.3), x * width, base + 0.12, 0, width * 0.38, 0.18 + jitter() * 0.1, 0.22);
  }
}

function books(p: Piece, width: number, base: number, jitter: () => number): void {
  let x = -width / 2 + 0.05;
  while (x < width / 2 - 0.1) {
    const run = 0.1 + jitter() * 0.22;
    const height = 0.2 + jitter() * 0.1;
    const end = Math.min(width / 2 - 0.04, x + run);
    if (jitter() > 0.16) {
      box(p.pen(0.5 + jitter() * 0.45), (x + end) / 2, base + height / 2, 0.0, end - x, height, 0.2);
      for (let s = x + 0.045; s < end - 0.02; s += 0.05)
        line(p, vec(s, base, 0.102), vec(s, base + height, 0.102), vec(0, 0, 1), 0.008, 0.5);
    }
    x = end + 0.012;
  }
}

export function bottles(p: Piece, width: number, base: number, jitter: () => number): void {
  const count = Math.floor(width / 0.115);
  for (let i = 0; i < count; i++) {
    if (jitter() < 0.12) continue;
    const x = -width / 2 + 0.08 + (i * (width - 0.14)) / Math.max(1, count - 1);
    const [r, h] = [0.03 + jitter() * 0.012, 0.17 + jitter() * 0.07];
    const pen = p.pen(0.42 + jitter() * 0.5);
    tube(
      pen,
      [
        [0, r],
        [h * 0.62, r],
        [h * 0.78, r * 0.42],
        [h * 1.15, r * 0.36],
      ].map(([y = 0, radius = 0]) => ({ at: vec(x, base + y, 0), radius })),
      8,
    );
  }
}

export function plant(p: Piece, jitter: () => number): void {
  cylinder(p.pen(0.7), 0, 0, 0, 0.13, 0.3, 0.18);
  const leaf = p.pen(0.5);
  for (let i = 0; i < 13; i++) {
    const a = (i / 13) * Math.PI * 2 + jitter();
    const reach = 0.25 + jitter() * 0.25;
    const rise = 0.5 + jitter() * 0.6;
    const dir = vec(Math.sin(a), 0, Math.cos(a));
    const path = [0, 0.35, 0.7, 1].map((t) =>
      vec(0, 0.28, 0)
        .addScaledVector(dir, reach * t * t)
        .add(vec(0, rise * t * (1.25 - 0.45 * t), 0)),
    );
    stroke(leaf, path, [0.02, 0.09, 0.08, 0.004], vec(-dir.z, 0.5, dir.x));
  }
}

export function rug(p: Piece, width: number, depth: number): void {
  const y = 0.006;
  const pen = p.pen(0.8, { unshadowing: true });
  quad(
    pen,
    [
      vec(-width / 2, y, -depth / 2),
      vec(width / 2, y, -depth / 2),
      vec(width / 2, y, depth / 2),
      vec(-width / 2, y, depth / 2),
    ],
    vec(0, 1, 0),
  );
}

export function counter(p: Piece, width: number, height = 0.9, depth = 0.6, panels = 0.6): void {
  const body = p.pen(0.84);
  box(body, 0, height / 2, 0, width, height, depth);
  box(p.pen(0.6), 0, height + 0.02, 0.01, width + 0.04, 0.04, depth + 0.05);
  const front = depth / 2 + 0.004;
  for (let x = -width / 2 + panels; x < width / 2 - 0.1; x += panels)
    line(p, vec(x, 0.08, front), vec(x, height - 0.04, front), vec(0, 0, 1), 0.014, 0.45);
}

export function fridge(p: Piece): void {
  box(p.pen(0.93), 0, 0.9, 0, 0.7, 1.8, 0.65);
  line(p, vec(-0.35, 1.2, 0.33), vec(0.35, 1.2, 0.33), vec(0, 0, 1), 0.014, 0.6);
  line(p, vec(-0.27, 0.85, 0.33), vec(-0.27, 1.12, 0.33), vec(0, 0, 1), 0.025, 0.7);
  line(p, vec(-0.27, 1.27, 0.33), vec(-0.27, 1.45, 0.33), vec(0, 0, 1), 0.025, 0.7);
}

export function pew(p: Piece, width = 2.6): void {
  const pen = p.pen(0.62);
  box(pen, 0, 0.42, 0.05, width, 0.04, 0.4);
  box(pen, 0, 0.66, -0.18, width, 0.52, 0.04);
  for (const x of [-1, 1]) box(pen, (x * width) / 2, 0.46, 0, 0.06, 0.92, 0.5);
}

export function crate(p: Piece, size: number): void {
  box(p.pen(0.74), 0, size / 2, 0, size, size, size);
  const f = size / 2 + 0.004;
  for (const y of [0.12, 0.88]) line(p, vec(-f, y * size, f), vec(f, y * size, f), vec(0, 0, 1), 0.02, 0.4);
  line(p, vec(-f * 0.9, 0.14 * size, f), vec(f * 0.9, 0.86 * size, f), vec(0, 0, 1), 0.02, 0.4);
}

export function bathtub(p: Piece): void {
  const ring = (y: number, a: number, b: number) =>
    Array.from({ length: 24 }, (_, j) => {
      const t = (j / 24) * Math.PI * 2;
      return vec(Math.cos(t) * a, y, Math.sin(t) * b);
    });
  loft(p.pen(0.97), [
    ring(0.05, 0.62, 0.26),
    ring(0.3, 0.74, 0.34),
    ring(0.56, 0.82, 0.39),
    ring(0.58, 0.86, 0.42),
    ring(0.55, 0.78, 0.35),
    ring(0.2, 0.66, 0.28),
  ]);
}

export function basin(p: Piece): void {
  cylinder(p.pen(0.95), 0, 0, 0, 0.1, 0.75, 0.08);
  ellipsoid(p.pen(0.98), vec(0, 0.8, 0.02), vec(0.3, 0.12, 0.22), 16, 9);
  box(p.pen(0.6), 0, 0.97, -0.12, 0.04, 0.14, 0.04);
}

/** An arch-topped or plain flat outline in the wall's plane. */
export function opening(width: number, height: number, arched: boolean, sill: number, z: number) {
  const half = width / 2;
  const outline = [vec(-half, sill, z), vec(half, sill, z)];
  if (!arched) outline.push(vec(half, sill + height, z), vec(-half, sill + height, z));
  else
    for (let i = 0; i <= 10; i++) {
      const a = (i / 10) * Math.PI;
      outline.push(vec(Math.cos(a) * half, sill + height - half + Math.sin(a) * half * 1.25, z));
    }
  return outline;
}

export function pane(p: Piece, width: number, height: number, sill: number, night: boolean, arched = false): void {
  const glow = night ? 0.5 : 1;
  fan(p.pen(0.62), opening(width + 0.14, height + 0.14, arched, sill - 0.07, 0.008), vec(0, 0, 1));
  fan(p.pen(glow, { glow: true }), opening(width, height, arched, sill, 0.016), vec(0, 0, 1));
  const bar = p.pen(0.66);
  box(bar, 0, sill + height / 2, 0.03, 0.035, height, 0.02);
  box(bar, 0, sill + height * 0.55, 0.03, width, 0.035, 0.02);
  if (!arched) box(p.pen(0.85), 0, sill - 0.05, 0.07, width + 0.24, 0.04, 0.16);
}

export function curtain(p: Piece, width: number, top: number, bottom: number): void {
  const pen = p.pen(0.82);
  const columns = 19;
  const ring = (y: number) =>
    Array.from({ length: columns }, (_, i) =>
      vec((i / (columns - 1) - 0.5) * width, y, 0.09 + 0.035 * Math.sin(i * 1.9)),
    );
  const [low, high] = [ring(bottom), ring(top)];
  for (let i = 0; i + 1 < columns; i++) {
    const n = vec(Math.cos(i * 1.9) * -0.6, 0, 1).normalize();
    quad(pen, [must(low[i]), must(low[i + 1]), must(high[i + 1]), must(high[i])], n);
  }
}

export function blinds(p: Piece, width: number, top: number, bottom: number): void {
  for (let y = bottom; y < top; y += 0.075)
    line(p, vec(-width / 2, y, 0.05), vec(width / 2, y, 0.05), vec(0, 0, 1), 0.02, 0.4);
}

export function door(p: Piece, width = 0.9, height = 2.05): void {
  box(p.pen(0.88), 0, height / 2 + 0.03, 0.01, width + 0.18, height + 0.1, 0.03);
  box(p.pen(0.72), 0, height / 2, 0.03, width, height, 0.03);
  for (const [y, h] of [
    [0.52, 0.62],
    [1.38, 0.82],
  ] as const) {
    for (const x of [-0.3, 0.3])
      line(p, vec(x * width, y - h / 2, 0.05), vec(x * width, y + h / 2, 0.05), vec(0, 0, 1), 0.013, 0.4);
    for (const e of [-0.5, 0.5])
      line(p, vec(-0.3 * width, y + h * e, 0.05), vec(0.3 * width, y + h * e, 0.05), vec(0, 0, 1), 0.013, 0.4);
  }
  ellipsoid(p.pen(0.3), vec(width * 0.41, 1.0, 0.08), vec(0.03, 0.03, 0.03), 8, 6);
}

export function picture(p: Piece, width: number, height: number, y: number): void {
  box(p.pen(0.45), 0, y, 0.02, width, height, 0.03);
  box(p.pen(0.95), 0, y, 0.03, width - 0.08, height - 0.08, 0.03);
  const out = vec(0, 0, 1);
  line(p, vec(-width * 0.38, y - height * 0.12, 0.05), vec(-width * 0.05, y + height * 0.18, 0.05), out, 0.012, 0.4);
  line(p, vec(-width * 0.05, y + height * 0.18, 0.05), vec(width * 0.38, y - height * 0.2, 0.05), out, 0.012, 0.4);
}

export function cross(p: Piece, y: number, height: number): void {
  const pen = p.pen(0.4);
  box(pen, 0, y, 0.05, height * 0.09, height, 0.05);
  box(pen, 0, y + height * 0.2, 0.05, height * 0.55, height * 0.09, 0.05);
}

export function clock(p: Piece): void {
  const ring = (radius: number, z: number) => ellipse(vec(0, 1.85, z), vec(1, 0, 0), vec(0, 1, 0), radius, radius, 24);
  const out = vec(0, 0, 1);
  fan(p.pen(0.4), ring(0.2, 0.02), out);
  fan(p.pen(0.99), ring(0.165, 0.03), out);
  line(p, vec(0, 1.85, 0.04), vec(0.02, 1.98, 0.04), out, 0.014, 0.9);
  line(p, vec(0, 1.85, 0.04), vec(0.09, 1.8, 0.04), out, 0.018, 0.9);
}

/** Cast iron on legs, with its pipe through the ceiling. */
export function stove(p: Piece, ceiling: number): void {
  const iron = p.pen(0.3);
  for (const x of [-0.18, 0.18]) for (const z of [-0.15, 0.15]) box(iron, x, 0.08, z, 0.05, 0.16, 0.05);
  box(iron, 0, 0.45, 0, 0.52, 0.6, 0.44);
  box(iron, 0, 0.77, 0, 0.58, 0.05, 0.5);
  box(p.pen(0.5), 0, 0.44, 0.225, 0.26, 0.24, 0.02);
  cylinder(iron, 0, 0.79, -0.08, 0.07, ceiling - 0.79);
}
