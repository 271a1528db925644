import type { Bounds } from './bounds.ts';
import { wordBounds } from './lettering.ts';
import type { Mark, Point } from './mark.ts';

type Place = Pick<Point, 'x' | 'y'>;

/** Whether a lasso holds a mark: the half of its points at least, or of the corners of a text. */
export function isHeld(mark: Mark, lasso: readonly Place[]): boolean {
  const box = mark.tool === 'text' ? wordBounds(mark) : null;
  const points = box ? cornersOf(box) : mark.lines.flat();
  const inside = points.filter((point) => isInside(point, lasso)).length;
  return inside > 0 && inside * 2 >= points.length;
}

function cornersOf({ left, top, right, bottom }: Bounds): Place[] {
  return [left, right].flatMap((x) => [top, bottom].map((y) => ({ x, y })));
}

/** The text that lies at a place, the uppermost one where there are several. */
export function textAt(marks: Iterable<readonly [id: string, mark: Mark]>, { x, y }: Place): string | null {
  let found: { readonly id: string; readonly turn: number } | null = null;
  for (const [id, mark] of marks) {
    const box = mark.tool === 'text' ? wordBounds(mark) : null;
    const isThere = box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    if (isThere && (!found || mark.turn >= found.turn)) found = { id, turn: mark.turn };
  }
  return found?.id ?? null;
}

function isInside({ x, y }: Place, ring: readonly Place[]): boolean {
  let inside = false;
  ring.forEach((to, i) => {
    const from = ring.at(i - 1) ?? to;
    const crosses = to.y > y !== from.y > y && x < ((from.x - to.x) * (y - to.y)) / (from.y - to.y) + to.x;
    if (crosses) inside = !inside;
  });
  return inside;
}

/** Whether a line of the mark passes within this distance of a place. */
export function isNear({ lines, width }: Mark, place: Place, distance: number): boolean {
  const reach = distance + width / 2;
  return lines.some((line) =>
    line.some((to, i) => {
      const from = line[i - 1] ?? to;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const along = ((place.x - from.x) * dx + (place.y - from.y) * dy) / (dx * dx + dy * dy || 1);
      const t = Math.min(1, Math.max(0, along));
      return Math.hypot(place.x - from.x - dx * t, place.y - from.y - dy * t) <= reach;
    }),
  );
}

/** Grown by `scale` about a place, then moved. */
export interface Transform {
  readonly about: Place;
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
}

/** Lines grow wider with what they draw. */
export function transformMark(mark: Mark, { about, scale, dx, dy }: Transform): Mark {
  const moved = ({ x, y, pressure }: Point) => ({
    x: about.x + (x - about.x) * scale + dx,
    y: about.y + (y - about.y) * scale + dy,
    pressure: mark.tool === 'camera' ? Math.min(1, pressure * scale) : pressure,
  });
  return { ...mark, width: Math.min(1, mark.width * scale), lines: mark.lines.map((line) => line.map(moved)) };
}
