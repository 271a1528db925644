import { project, type Camera } from '../camera.ts';
import { arrow, draw, filled, open, type Picture } from './arrows.ts';

/**
 * Boxes what the camera sees at the end of its move in what it sees at the start, with an arrow that leads there, as
 * boards do. Returns false, having drawn nothing, where the end can't be seen from the start.
 */
export function drawEndOfMove(picture: Picture, start: Camera, end: Camera, distance: number): boolean {
  const seen = cornersAt(end, distanceFromEnd(start, end, distance)).map((corner) => project(start, corner));
  if (seen.some(({ depth }) => depth < 0.1)) return false;
  const box = seen.map(({ x, y }): [number, number] => [(x + 1) / 2, (1 - y) / 2]);
  const [x, y] = [0, 1].map((k) => box.reduce((sum, point) => sum + (point[k] ?? 0), 0) / 4) as [number, number];
  const ratio = picture.width / picture.height;
  const far = Math.hypot((x - 0.5) * ratio, y - 0.5);
  if (far > 3) return false;
  draw(picture, open(FRAME));
  draw(picture, open([...box, ...box.slice(0, 1)]));
  // From corner to corner where the middle stays: the camera goes in or out.
  const turn = far < 0.05 ? null : Math.atan2(y - 0.5, (x - 0.5) * ratio);
  if (turn !== null)
    draw(picture, filled(arrow((0.5 + x) / 2, (0.5 + y) / 2, turn, Math.max(0.1, Math.min(far, 0.9)), ratio, 0)));
  else for (const k of [0, 1, 2, 3]) draw(picture, cornerArrow(FRAME[k] ?? [0, 0], box[k] ?? [0, 0], ratio));
  return true;
}

const FRAME: readonly (readonly [number, number])[] = [
  [0.012, 0.985],
  [0.988, 0.985],
  [0.988, 0.015],
  [0.012, 0.015],
  [0.012, 0.985],
];

/** How far before the end of the move lies what the frame is about. Metres. */
function distanceFromEnd(start: Camera, end: Camera, distance: number): number {
  const subject = start.eye.clone().addScaledVector(start.forward, distance);
  return Math.max(0.3, subject.sub(end.eye).dot(end.forward));
}

function cornersAt({ eye, right, up, forward, tanX, tanY }: Camera, distance: number) {
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([x = 0, y = 0]) =>
    eye
      .clone()
      .addScaledVector(forward, distance)
      .addScaledVector(right, x * tanX * distance)
      .addScaledVector(up, y * tanY * distance),
  );
}

function cornerArrow(from: readonly [number, number], to: readonly [number, number], ratio: number) {
  const [dx, dy] = [(to[0] - from[0]) * ratio, to[1] - from[1]];
  const length = Math.max(0.06, Math.min(0.12, Math.hypot(dx, dy) * 0.6));
  return filled(arrow((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, Math.atan2(dy, dx), length, ratio, 0));
}
