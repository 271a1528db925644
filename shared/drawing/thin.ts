import { must } from '#shared/lib/assert.ts';
import { GRAINS, MOST_BYTES } from './encode.ts';
import type { Point } from './mark.ts';

/** How far what is kept may be from what was drawn, in frame heights: two fifths of a pixel in a frame of 1080 lines. */
const TOLERANCE = 1 / 2700;
/** Samples farther apart than this get others between them, on a curve through all. */
const GAP = 6 / 1080;
/** Cosine of a turn of 50°: a sharper one was meant. */
const CORNER = 0.64;
/** At most five bytes each, with room for the rest. */
const MOST_KEPT = Math.floor(MOST_BYTES / 8);

/** The samples of a pen as a smooth line: a curve through them where they are far apart. */
export function smooth(samples: readonly Point[]): Point[] {
  const line: Point[] = [];
  samples.forEach((to, i) => {
    const from = samples[i - 1];
    if (from) {
      const steps = Math.min(32, Math.floor(Math.hypot(to.x - from.x, to.y - from.y) / GAP));
      const [before, after] = [directionAt(samples, i - 1, -1), directionAt(samples, i, 1)];
      for (let step = 1; step <= steps; step++) line.push(between(before, from, to, after, step / (steps + 1)));
    }
    line.push(to);
  });
  return line;
}

/** The neighbour that a curve takes its direction from; the point itself where the line has a corner, which stays one. */
function directionAt(samples: readonly Point[], i: number, side: -1 | 1): Point {
  const [a, b, c] = [samples[i - 1], must(samples[i]), samples[i + 1]];
  if (!a || !c) return b;
  const [inX, inY, outX, outY] = [b.x - a.x, b.y - a.y, c.x - b.x, c.y - b.y];
  const cos = (inX * outX + inY * outY) / (Math.hypot(inX, inY) * Math.hypot(outX, outY) || 1);
  return cos < CORNER ? b : side === 1 ? c : a;
}

// Catmull and Rom's curve: through all points, and along the way from the one before to the one after.
function between(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const at = (p: number, q: number, r: number, s: number) =>
    q + (t / 2) * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
  return {
    x: at(a.x, b.x, c.x, d.x),
    y: at(a.y, b.y, c.y, d.y),
    pressure: b.pressure + (c.pressure - b.pressure) * t,
  };
}

/**
 * The fewest of the points that say the same: what is left out was nearer than `tolerance` to the line of the others, and
 * the width there differed by no more. `width` is the line's at full pressure. (Douglas and Peucker 1973, without recursion.)
 */
export function thin(points: readonly Point[], width: number, tolerance = TOLERANCE): Point[] {
  const kept = new Uint8Array(points.length);
  kept[0] = 1;
  kept[points.length - 1] = 1;
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    const [farthest, distance] = farthestOf(points, first, last, width);
    if (distance <= tolerance) continue;
    kept[farthest] = 1;
    spans.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, i) => kept[i] === 1).slice(0, MOST_KEPT);
}

function farthestOf(points: readonly Point[], first: number, last: number, width: number): [number, number] {
  const [a, b] = [points[first], points[last]];
  let [farthest, distance] = [first, 0];
  if (!a || !b) return [farthest, distance];
  for (let i = first + 1; i < last; i++) {
    const point = points[i];
    if (!point) continue;
    const away = distanceTo(point, a, b, width / 2);
    if (away > distance) [farthest, distance] = [i, away];
  }
  return [farthest, distance];
}

function distanceTo(point: Point, a: Point, b: Point, radius: number): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length));
  const pressure = a.pressure + (b.pressure - a.pressure) * t;
  // An edge moves by half of what the width does; a coarse hand is not worth the bytes of a fine one.
  const wider = Math.abs(point.pressure - pressure) * radius * 0.5;
  return Math.max(Math.hypot(point.x - a.x - dx * t, point.y - a.y - dy * t), wider);
}

/** A point as it will be when it has been stored. */
export function settled({ x, y, pressure }: Point): Point {
  return {
    x: Math.round(x * GRAINS) / GRAINS,
    y: Math.round(y * GRAINS) / GRAINS,
    pressure: Math.round(pressure * 255) / 255,
  };
}
