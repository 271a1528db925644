/** Where an edge meets a row's middle; NaN where it does not. */
export function crossing(px: number, py: number, qx: number, qy: number, row: number): number {
  return py <= row === qy <= row ? NaN : px + ((row - py) / (qy - py)) * (qx - px);
}

/** The least of those that are numbers. */
export function leftmost(a: number, b: number, c: number): number {
  let least = Infinity;
  if (a < least) least = a;
  if (b < least) least = b;
  if (c < least) least = c;
  return least;
}

/** The greatest of those that are numbers. */
export function rightmost(a: number, b: number, c: number): number {
  let greatest = -Infinity;
  if (a > greatest) greatest = a;
  if (b > greatest) greatest = b;
  if (c > greatest) greatest = c;
  return greatest;
}
