import { must } from '#shared/lib/assert.ts';
import type { Pen } from '../geometry/model.ts';
import { curve, loft, stroke, vec } from '../geometry/shapes.ts';
import type { Look } from '../spec.ts';
import { facePoint } from './head.ts';

interface FaceInk {
  readonly ink: Pen;
  readonly white: Pen;
  /** Head heights per pixel: strokes never get thinner than a pixel's worth. */
  readonly pixel: number;
}

/** Brows, eyes, nose and mouth as pen strokes on the skin, as many as the size in the frame can carry. */
export function addFace(face: FaceInk, look: Look, mouthOpen: boolean): void {
  const { pixel } = face;
  if (pixel > 0.14) return;
  const draw = brush(face.ink, pixel);
  const soft = look.curve > 0.5;
  for (const k of [1, -1]) {
    drawBrow(draw, k, soft, look.age);
    drawEye(face, draw, k, soft);
  }
  drawMouth(face, draw, mouthOpen, soft);
  if (pixel < 0.05) {
    draw(
      [
        [0.058, 0.345],
        [0.03, 0.327],
        [0.012, 0.333],
      ],
      [0.006, 0.014, 0.004],
      0.05,
    );
    draw(
      [
        [-0.058, 0.345],
        [-0.03, 0.327],
        [-0.012, 0.333],
      ],
      [0.006, 0.014, 0.004],
      0.05,
    );
  }
  if (look.age === 'old' && pixel < 0.05) drawWrinkles(draw);
}

type Draw = (points: readonly (readonly [number, number])[], widths: readonly number[], ease?: number) => void;

/** Draws curves over the face in the head's plane, given as if seen from in front. */
function brush(ink: Pen, pixel: number): Draw {
  return (points, widths, ease) => {
    const path = curve(points.map(([x, y]) => facePoint(x, y, ease)));
    const span = path.length - 1;
    const width = (i: number) => {
      const at = (i / span) * (widths.length - 1);
      const k = Math.min(widths.length - 2, Math.floor(at));
      return must(widths[k]) + (must(widths[k + 1]) - must(widths[k])) * (at - k);
    };
    stroke(
      ink,
      path,
      path.map((_, i) => Math.max(width(i), pixel * 0.9)),
      vec(0, 0, 1),
    );
  };
}

function drawWrinkles(draw: Draw): void {
  for (const k of [1, -1]) {
    draw(
      [
        [k * 0.085, 0.34],
        [k * 0.125, 0.27],
        [k * 0.13, 0.2],
      ],
      [0.004, 0.011, 0.003],
    );
    draw(
      [
        [k * 0.08, 0.43],
        [k * 0.13, 0.415],
        [k * 0.18, 0.435],
      ],
      [0.003, 0.008, 0.003],
    );
  }
  for (const y of [0.7, 0.745])
    draw(
      [
        [-0.15, y],
        [0, y + 0.012],
        [0.15, y],
      ],
      [0.003, 0.008, 0.003],
    );
}

function drawBrow(draw: Draw, k: number, soft: boolean, age: Look['age']): void {
  const y = soft ? 0.6 : 0.58;
  const heavy = soft ? 0.6 : age === 'old' ? 1.15 : 1;
  draw(
    [
      [k * 0.055, y - 0.008],
      [k * 0.13, y + 0.022],
      [k * 0.225, y - 0.008],
    ],
    [0.026 * heavy, 0.034 * heavy, 0.006],
  );
}

function drawEye(face: FaceInk, draw: Draw, k: number, soft: boolean): void {
  const y = 0.487;
  if (face.pixel > 0.055) {
    draw(
      [
        [k * 0.09, y],
        [k * 0.175, y],
      ],
      [0.05, 0.05],
    );
    return;
  }
  disc(face.white, k * 0.138, y, 0.062, 0.027, 0.004);
  disc(face.ink, k * 0.138, y + 0.003, 0.028, 0.029, 0.009);
  if (face.pixel < 0.02) disc(face.white, k * 0.138 - 0.009, y + 0.012, 0.008, 0.008, 0.012);
  draw(
    [
      [k * 0.068, y - 0.008],
      [k * 0.1, y + 0.026],
      [k * 0.15, y + 0.034],
      [k * (soft ? 0.222 : 0.21), y + (soft ? 0.006 : -0.004)],
    ],
    [0.008, 0.02, soft ? 0.03 : 0.024, soft ? 0.012 : 0.005],
    0.012,
  );
  if (face.pixel > 0.03) return;
  draw(
    [
      [k * 0.1, y - 0.026],
      [k * 0.145, y - 0.034],
      [k * 0.19, y - 0.02],
    ],
    [0.003, 0.008, 0.004],
    0.01,
  );
  draw(
    [
      [k * 0.075, y + 0.038],
      [k * 0.13, y + 0.066],
      [k * 0.2, y + 0.045],
    ],
    [0.003, 0.007, 0.003],
    0.01,
  );
}

function drawMouth(face: FaceInk, draw: Draw, open: boolean, soft: boolean): void {
  const y = 0.2;
  const half = 0.105;
  if (open) {
    disc(face.ink, 0, y - 0.016, half * 0.62, 0.031, 0.012);
    if (face.pixel < 0.03) disc(face.white, 0, y + 0.002, half * 0.42, 0.009, 0.016);
  }
  draw(
    [
      [-half, y - 0.004],
      [-half * 0.4, y + 0.012],
      [0, y + 0.004],
      [half * 0.4, y + 0.012],
      [half, y - 0.004],
    ],
    [0.008, 0.016, 0.012, 0.016, 0.008],
    0.012,
  );
  if (face.pixel > 0.04) return;
  const lower = y - (open ? 0.068 : 0.052);
  draw(
    [
      [-0.05, lower],
      [0, lower - 0.008],
      [0.05, lower],
    ],
    soft ? [0.005, 0.018, 0.005] : [0.003, 0.011, 0.003],
    0.012,
  );
  if (soft)
    draw(
      [
        [-half * 0.8, y + 0.012],
        [-0.025, y + 0.036],
        [0, y + 0.028],
        [0.025, y + 0.036],
        [half * 0.8, y + 0.012],
      ],
      [0.002, 0.007, 0.006, 0.007, 0.002],
      0.012,
    );
}

function disc(pen: Pen, x: number, y: number, a: number, b: number, ease: number): void {
  const rim = Array.from({ length: 14 }, (_, j) => {
    const angle = (j / 14) * Math.PI * 2;
    return facePoint(x + Math.cos(angle) * a, y + Math.sin(angle) * b, ease);
  });
  const flat = rim.map((p) => p.clone().lerp(facePoint(x, y, ease), 0.999));
  loft(pen, [rim, flat], 'none');
}

export function addGlasses(ink: Pen, pixel: number): void {
  if (pixel > 0.1) return;
  const width = Math.max(0.014, pixel * 0.9);
  for (const k of [1, -1]) {
    const rim = Array.from({ length: 17 }, (_, j) => {
      const a = (j / 16) * Math.PI * 2;
      return vec(
        k * 0.145 + Math.cos(a) * 0.095,
        0.478 + Math.sin(a) * 0.078,
        0.425 - Math.abs(k * 0.145 + Math.cos(a) * 0.095) * 0.22,
      );
    });
    stroke(
      ink,
      rim,
      rim.map(() => width),
      vec(0, 0, 1),
    );
    stroke(ink, [vec(k * 0.24, 0.5, 0.37), vec(k * 0.335, 0.5, 0.02)], [width, width], vec(k, 0, 0));
  }
  stroke(
    ink,
    [vec(-0.055, 0.5, 0.425), vec(0, 0.512, 0.43), vec(0.055, 0.5, 0.425)],
    [width, width, width],
    vec(0, 0, 1),
  );
}
