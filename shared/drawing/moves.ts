import type { Point } from './mark.ts';
import { outlineOf, type Ring } from './outline.ts';

/*
 * Moves are printed as arrows, a camera's with its first and last frame boxed (A and B): the trade's way.
 */

type Spot = readonly [x: number, y: number];

/** Letters as lines in a box of 1 by 1. */
const LETTERS: Readonly<Record<'A' | 'B', readonly (readonly Spot[])[]>> = {
  A: [[[0, 1], [0.5, 0], [1, 1]], [[0.2, 0.62], [0.8, 0.62]]], // prettier-ignore
  B: [[[0, 0], [0, 1], [0.7, 1], [1, 0.75], [0.7, 0.48], [0, 0.48]], [[0, 0], [0.65, 0], [0.9, 0.24], [0.7, 0.48]]], // prettier-ignore
};
/** Frame heights. */
const LETTER = 0.05;
const INSET = 0.022;
/** Centres nearer than this are the same: the frame grows or shrinks where it is. */
const SAME = 0.04;

/** An actor's way: a line with a head at its end. */
export function wayRings(line: readonly Point[], width: number): Ring[] {
  return arrow(line.map(({ x, y }) => [x, y] as const), width); // prettier-ignore
}

/** A camera's move: the box of its first point, that of its last, and the way between them. */
export function cameraRings(line: readonly Point[], width: number, aspectRatio: number): Ring[] {
  const [start, end] = [line[0], line.at(-1)];
  if (!start || !end) return [];
  const boxes = [box(start, aspectRatio), box(end, aspectRatio)] as const;
  const edge = (own: readonly Spot[], wide: number) => stroke([...own, ...own.slice(0, 1)], wide);
  const first = [...edge(boxes[0], width * 0.5), ...letter('A', boxes[0][0], width * 0.5)];
  // It has begun, and not been led anywhere.
  if (line.length < 2) return first;
  const inPlace = Math.hypot(end.x - start.x, end.y - start.y) < SAME;
  const way = inPlace
    ? boxes[0].flatMap((from, i) => arrow([from, boxes[1][i] ?? from], width * 0.75))
    : arrow(
        line.map(({ x, y }) => [x, y] as const),
        width,
      );
  return [...first, ...edge(boxes[1], width), ...letter('B', boxes[1][0], width * 0.75), ...way];
}

function box({ x, y, pressure: height }: Point, aspectRatio: number): [Spot, Spot, Spot, Spot] {
  const [w, h] = [(height * aspectRatio) / 2, height / 2];
  return [[x - w, y - h], [x + w, y - h], [x + w, y + h], [x - w, y + h]]; // prettier-ignore
}

function letter(name: 'A' | 'B', [left, top]: Spot, width: number): Ring[] {
  return LETTERS[name].flatMap((line) =>
    stroke(
      line.map(([x, y]) => [left + INSET + x * LETTER * 0.7, top + INSET + y * LETTER] as const),
      width,
    ),
  );
}

function arrow(line: readonly Spot[], width: number): Ring[] {
  const tip = line.at(-1);
  if (!tip || line.length < 2) return [];
  const long = width * 5;
  // The head points where the last stretch of its own length leads: the end of a line drawn by hand wavers.
  const neck = line.findLast(([x, y]) => Math.hypot(tip[0] - x, tip[1] - y) >= long) ?? line[0] ?? tip;
  const length = Math.hypot(tip[0] - neck[0], tip[1] - neck[1]) || 1;
  const [dx, dy] = [(tip[0] - neck[0]) / length, (tip[1] - neck[1]) / length];
  const base: Spot = [tip[0] - dx * long, tip[1] - dy * long];
  const shaft = line.filter(([x, y]) => Math.hypot(tip[0] - x, tip[1] - y) >= long);
  const half = width * 2.2;
  // The same way round as the outline of a line.
  const head = [base[0] + dy * half, base[1] - dx * half, tip[0], tip[1], base[0] - dy * half, base[1] + dx * half];
  return [...stroke([...shaft, base], width), head];
}

function stroke(line: readonly Spot[], width: number): Ring[] {
  return outlineOf(
    line.map(([x, y]) => ({ x, y, pressure: 1 })),
    () => width / 2,
  );
}
