import type { Movement } from '#shared/shots/index.ts';

/** Points in frame units: x and y from 0 to 1 across and down, lengths scaled by the frame's height. */
type Points = readonly (readonly [number, number])[];

/** Filled shapes are white with a dark edge; open ones a dark line with a white edge. */
interface Mark {
  readonly points: Points;
  readonly filled: boolean;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly gray: Uint8Array;
}

/** Draws how the camera moves over the finished picture, as boards do: an arrow in the direction of the move. */
export function drawMovement(picture: Picture, movement: Movement): void {
  const ratio = picture.width / picture.height;
  const x = (fromMiddle: number) => 0.5 + fromMiddle / ratio;
  for (const mark of DRAUGHTS[movement](ratio, x)) draw(picture, mark);
}

/** Marks of a move in a frame of this ratio; `x` places a distance from the middle, in frame heights. */
type Draughts = (ratio: number, x: (fromMiddle: number) => number) => Mark[];

const [RIGHT, LEFT, UP, DOWN] = [0, Math.PI, -Math.PI / 2, Math.PI / 2];

const pan =
  (angle: number): Draughts =>
  (ratio, x) => [filled(arrow(x(0), 0.955, angle, 0.36, ratio, 0.03))];
const tilt =
  (angle: number): Draughts =>
  (ratio) => [filled(arrow(1 - 0.045 / ratio, 0.5, angle, 0.34, ratio, 0))];
/** On rails. */
const truck =
  (angle: number): Draughts =>
  (ratio, x) => [
    filled(arrow(x(0), 0.94, angle, 0.36, ratio, 0)),
    open([
      [x(-0.2), 0.975],
      [x(0.2), 0.975],
    ]),
  ];
/** From the ground. */
const boom =
  (angle: number): Draughts =>
  (ratio) => [
    filled(arrow(0.045 / ratio, 0.5, angle, 0.34, ratio, 0)),
    open([
      [0.02 / ratio, 0.7],
      [0.07 / ratio, 0.7],
    ]),
  ];
/** An arrow lying on the ground, in perspective. */
const dolly =
  (shape: Points): Draughts =>
  (_, x) => [filled(shape.map(([a, b]) => [x(a), b]))];
const zoom =
  (inward: boolean): Draughts =>
  (ratio) =>
    corners(inward, ratio);

const DRAUGHTS: Readonly<Record<Movement, Draughts>> = {
  static: () => [],
  pan_left: pan(LEFT),
  pan_right: pan(RIGHT),
  tilt_up: tilt(UP),
  tilt_down: tilt(DOWN),
  truck_left: truck(LEFT),
  truck_right: truck(RIGHT),
  boom_up: boom(UP),
  boom_down: boom(DOWN),
  dolly_in: dolly([
    [-0.026, 0.985],
    [-0.012, 0.925],
    [-0.03, 0.925],
    [0, 0.885],
    [0.03, 0.925],
    [0.012, 0.925],
    [0.026, 0.985],
  ]),
  dolly_out: dolly([
    [-0.011, 0.89],
    [-0.019, 0.94],
    [-0.042, 0.94],
    [0, 0.985],
    [0.042, 0.94],
    [0.019, 0.94],
    [0.011, 0.89],
  ]),
  zoom_in: zoom(true),
  zoom_out: zoom(false),
  handheld: (_, x) => [
    open(Array.from({ length: 9 }, (__, i) => [x(-0.12 + i * 0.03), 0.957 + (i % 2 ? 0.011 : -0.011)])),
  ],
  steadicam: (ratio, x) => [
    open(Array.from({ length: 25 }, (_, i) => [x(-0.18 + i * 0.015), 0.955 + 0.016 * Math.sin(i / 4)])),
    filled(arrow(x(0.2), 0.95, 0.1, 0.05, ratio, 0)),
  ],
  rack_focus: (ratio, x) => [
    circle(x(-0.15), ratio, 0.014),
    filled(arrow(x(0), 0.955, RIGHT, 0.2, ratio, 0)),
    circle(x(0.155), ratio, 0.023),
  ],
};

export function filled(points: Points): Mark {
  return { points, filled: true };
}

export function open(points: Points): Mark {
  return { points, filled: false };
}

export function arrow(x: number, y: number, angle: number, length: number, ratio: number, sag: number): Points {
  const half = length / 2;
  const [head, shaft, wide] = [Math.min(0.045, length * 0.6), 0.0055, 0.018];
  const neck = half - head;
  const shape: [number, number][] = [];
  for (let i = 0; i <= 8; i++) shape.push([-half + ((neck + half) * i) / 8, -shaft]);
  shape.push([neck, -wide], [half, 0], [neck, wide]);
  for (let i = 8; i >= 0; i--) shape.push([-half + ((neck + half) * i) / 8, shaft]);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return shape.map(([a, b]) => {
    const bent = b + sag * ((a / half) ** 2 - 0.5) * (c < 0 ? 1 : -1) * -0.5;
    return [x + (a * c - bent * s) / ratio, y + a * s + bent * c];
  });
}

function corners(inward: boolean, ratio: number): Mark[] {
  return [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ].map(([sx = 0, sy = 0]) => {
    const angle = Math.atan2(-sy, -sx) + (inward ? 0 : Math.PI);
    return { points: arrow(0.5 + sx * (0.5 - 0.06 / ratio), 0.5 + sy * 0.44, angle, 0.085, ratio, 0), filled: true };
  });
}

function circle(x: number, ratio: number, radius: number): Mark {
  const points = Array.from({ length: 17 }, (_, i): [number, number] => [
    x + (Math.cos((i / 16) * Math.PI * 2) * radius) / ratio,
    0.955 + Math.sin((i / 16) * Math.PI * 2) * radius,
  ]);
  return { points, filled: false };
}

const [LINE, PAPER] = [84, 252];

export function draw({ width, height, gray }: Picture, { points, filled }: Mark): void {
  const unit = height / 540;
  const path = points.map(([x, y]) => [x * width, y * height] as const);
  const margin = 6 * unit + 1;
  const xs = path.map(([x]) => x);
  const ys = path.map(([, y]) => y);
  for (
    let y = Math.max(0, Math.floor(Math.min(...ys) - margin));
    y <= Math.min(height - 1, Math.max(...ys) + margin);
    y++
  ) {
    for (
      let x = Math.max(0, Math.floor(Math.min(...xs) - margin));
      x <= Math.min(width - 1, Math.max(...xs) + margin);
      x++
    ) {
      const { distance, inside } = measure(path, x + 0.5, y + 0.5, filled);
      const o = y * width + x;
      const line = cover(0.75 * unit - distance);
      const halo = filled ? (inside ? 0.94 : 0) : 0.85 * cover(2.4 * unit - distance);
      const under = (gray[o] as number) * (1 - halo) + PAPER * halo;
      gray[o] = under * (1 - line) + LINE * line;
    }
  }
}

function cover(margin: number): number {
  return Math.min(1, Math.max(0, margin + 0.5));
}

function measure(path: readonly (readonly [number, number])[], x: number, y: number, closed: boolean) {
  let nearest = Infinity;
  let inside = false;
  for (let i = 0; i < path.length - (closed ? 0 : 1); i++) {
    const [ax, ay] = path[i] as readonly [number, number];
    const [bx, by] = path[(i + 1) % path.length] as readonly [number, number];
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / Math.max(1e-9, dx * dx + dy * dy)));
    nearest = Math.min(nearest, Math.hypot(x - ax - dx * t, y - ay - dy * t));
    if (closed && ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * dx) inside = !inside;
  }
  return { distance: nearest, inside };
}
