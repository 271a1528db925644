import type { Point } from './mark.ts';

/** A closed polygon: x and y by turns, in frame heights. */
export type Ring = readonly number[];

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A shorter step than this has no direction. */
const STILL = 1e-7;

/**
 * The area of a line whose width follows its pressure, as rings that run the same way round: filled together by the
 * nonzero rule they are its outline. Where the line turns so sharply that its inner edge would fold over, a ring ends and
 * the next begins, for a fold would leave a hole.
 */
export function outlineOf(points: readonly Point[], radiusOf: (point: Point) => number): Ring[] {
  const spots = apart(points.map((point) => ({ x: point.x, y: point.y, radius: radiusOf(point) })));
  const [only] = spots;
  if (spots.length === 1 && only) return [circle(only)];
  const rings: Ring[] = [];
  let piece: Spot[] = [];
  spots.forEach((spot, i) => {
    piece.push(spot);
    const [before, after] = [spots[i - 1], spots[i + 1]];
    if (!before || !after || !folds(before, spot, after)) return;
    rings.push(ribbon(piece));
    piece = [spot];
  });
  if (piece.length > 1) rings.push(ribbon(piece));
  return rings;
}

function apart(spots: readonly Spot[]): Spot[] {
  const kept: Spot[] = [];
  for (const spot of spots) {
    const last = kept.at(-1);
    if (!last || Math.hypot(spot.x - last.x, spot.y - last.y) > STILL) kept.push(spot);
    else if (spot.radius > last.radius) kept[kept.length - 1] = spot;
  }
  return kept;
}

function folds(a: Spot, b: Spot, c: Spot): boolean {
  const [inLength, outLength] = [Math.hypot(b.x - a.x, b.y - a.y), Math.hypot(c.x - b.x, c.y - b.y)];
  const cos = ((b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)) / (inLength * outLength);
  if (cos < 0.5) return true;
  const tan = Math.sqrt(Math.max(0, (1 - cos) / (1 + cos)));
  return b.radius * tan > Math.min(inLength, outLength) * 0.8;
}

function ribbon(spots: readonly Spot[]): Ring {
  const normals = spots.map((spot, i) => normalAt(spots[i - 1] ?? spot, spot, spots[i + 1] ?? spot));
  const edge = (side: 1 | -1) =>
    spots.map(({ x, y, radius }, i) => {
      const [nx, ny] = normals[i] ?? [0, 0];
      return [x + nx * radius * side, y + ny * radius * side];
    });
  const [first, second, last, beforeLast] = [spots[0], spots[1], spots.at(-1), spots.at(-2)];
  if (!first || !second || !last || !beforeLast) return [];
  return [...edge(1).flat(), ...cap(beforeLast, last), ...edge(-1).reverse().flat(), ...cap(second, first)];
}

/** To the left of the way through a spot, halfway between the way in and the way out. */
function normalAt(before: Spot, { x, y }: Spot, after: Spot): [number, number] {
  const way = (from: { x: number; y: number }, to: { x: number; y: number }) => {
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    return length === 0 ? [0, 0] : [(to.x - from.x) / length, (to.y - from.y) / length];
  };
  const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [way(before, { x, y }), way({ x, y }, after)];
  const length = Math.hypot(ax + bx, ay + by) || 1;
  return [(ay + by) / length, -(ax + bx) / length];
}

/** Round the end of a line, from its left to its right. */
function cap(before: Spot, { x, y, radius }: Spot): number[] {
  const start = Math.atan2(y - before.y, x - before.x) - Math.PI / 2;
  return arc(x, y, radius, start, Math.PI, 1);
}

function circle({ x, y, radius }: Spot): Ring {
  return arc(x, y, radius, 0, 2 * Math.PI, 0);
}

/** So many corners that no edge is a third of a pixel from the circle in a frame of 1080 lines. */
function arc(x: number, y: number, radius: number, start: number, sweep: number, from: 0 | 1): number[] {
  const corners = Math.ceil((sweep / Math.PI) * Math.min(40, Math.max(4, 2 * Math.sqrt(radius * 1080))));
  const points: number[] = [];
  for (let i = from; i < corners; i++) {
    const angle = start + (sweep * i) / corners;
    points.push(x + Math.cos(angle) * radius, y + Math.sin(angle) * radius);
  }
  return points;
}
