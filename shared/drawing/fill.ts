import type { Point } from './mark.ts';
import { thin } from './thin.ts';

/** A picture of what is drawn: 1 where there is ink. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}

/** Smaller islands are specks between two lines. In pixels of the bitmap. */
const SPECK = 8;
const MOST_RINGS = 200;

/**
 * The area that ink encloses round a pixel, as rings in frame heights: outer edges one way round, holes the other. It
 * reaches a pixel under the ink, for edges of lines are soft. Null on ink, and outside of the bitmap.
 */
export function fillAt(bitmap: Bitmap, x: number, y: number): Point[][] | null {
  const { width, height, ink } = bitmap;
  if (x < 0 || y < 0 || x >= width || y >= height || ink[y * width + x] === 1) return null;
  const area = grow(flood(bitmap, x, y), width, height);
  const point = (corner: number): Point => ({
    x: ((corner % (width + 1)) - width / 2) / height,
    y: Math.floor(corner / (width + 1)) / height - 0.5,
    pressure: 1,
  });
  const rings = edgesOf(area, width, height)
    .filter((ring) => ring.length > SPECK)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_RINGS);
  // Within a pixel of the stairs that pixels make: a straight edge is one line.
  return rings.map((ring) => thin(ring.map(point), 0, 0.8 / height));
}

function flood({ width, height, ink }: Bitmap, x: number, y: number): Uint8Array {
  const area = new Uint8Array(width * height);
  const stack = [y * width + x];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (area[at] === 1 || ink[at] === 1) continue;
    area[at] = 1;
    const column = at % width;
    if (column > 0) stack.push(at - 1);
    if (column < width - 1) stack.push(at + 1);
    if (at >= width) stack.push(at - width);
    if (at < width * (height - 1)) stack.push(at + width);
  }
  return area;
}

function grow(area: Uint8Array, width: number, height: number): Uint8Array {
  const grown = Uint8Array.from(area);
  for (let at = 0; at < area.length; at++) {
    if (area[at] !== 1) continue;
    const column = at % width;
    if (column > 0) grown[at - 1] = 1;
    if (column < width - 1) grown[at + 1] = 1;
    if (at >= width) grown[at - width] = 1;
    if (at < width * (height - 1)) grown[at + width] = 1;
  }
  return grown;
}

/** The edges of an area as rings of corners (numbered by rows of `width + 1`), the area to the right of the way. */
function edgesOf(area: Uint8Array, width: number, height: number): number[][] {
  const across = width + 1;
  const leads = new Map<number, number[]>();
  const edge = (from: number, to: number) => {
    const others = leads.get(from);
    if (others) others.push(to);
    else leads.set(from, [to]);
  };
  const has = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && area[y * width + x] === 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!has(x, y)) continue;
      const corner = y * across + x;
      if (!has(x, y - 1)) edge(corner, corner + 1);
      if (!has(x + 1, y)) edge(corner + 1, corner + 1 + across);
      if (!has(x, y + 1)) edge(corner + 1 + across, corner + across);
      if (!has(x - 1, y)) edge(corner + across, corner);
    }
  }
  const rings: number[][] = [];
  for (const start of leads.keys()) {
    const ring: number[] = [];
    for (let at: number | undefined = leads.get(start)?.pop(); at !== undefined; at = leads.get(at)?.pop()) {
      ring.push(at);
      if (at === start) break;
    }
    if (ring.length > 0) rings.push(ring);
  }
  return rings;
}
