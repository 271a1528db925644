import { must } from '#shared/lib/assert.ts';
import type { Actor } from '../blocking.ts';
import type { Camera } from '../camera.ts';

/** The line between two who have to do with each other, on the ground. Metres. */
export interface LineOfAction {
  /** In the order of the alphabet, so that the line of two people has one direction in every panel. */
  readonly names: readonly [string, string];
  readonly from: readonly [x: number, z: number];
  readonly to: readonly [x: number, z: number];
}

/** Between the one the frame is about and whom that one looks at; null for somebody alone. */
export function lineOfAction(actors: readonly Actor[], focus: number): LineOfAction | null {
  const index = actors[focus] ? focus : 0;
  const self = actors[index];
  if (!self || actors.length < 2) return null;
  const other = must(actors[self.partner ?? (index + 1) % actors.length]);
  const [a, b] = self.figure.name < other.figure.name ? [self, other] : [other, self];
  if (Math.hypot(a.at.x - b.at.x, a.at.z - b.at.z) < 0.05) return null;
  return { names: [a.figure.name, b.figure.name], from: [a.at.x, a.at.z], to: [b.at.x, b.at.z] };
}

/** On which side of the line the camera stands: −1 or 1; 0 within a hand's breadth of it, as for a point of view. */
export function sideOfLine({ from, to }: LineOfAction, { eye }: Pick<Camera, 'eye'>): -1 | 0 | 1 {
  const [dx, dz] = [to[0] - from[0], to[1] - from[1]];
  const away = (dx * (eye.z - from[1]) - dz * (eye.x - from[0])) / Math.hypot(dx, dz);
  return Math.abs(away) < 0.12 ? 0 : away > 0 ? 1 : -1;
}

/** Whether two frames see the same two people from different sides of their line: left and right change places. */
export function crossesLine(
  before: { readonly line: LineOfAction | null; readonly camera: Pick<Camera, 'eye'> },
  now: { readonly line: LineOfAction | null; readonly camera: Pick<Camera, 'eye'> },
): boolean {
  if (!before.line || !now.line || before.line.names.join() !== now.line.names.join()) return false;
  return sideOfLine(before.line, before.camera) * sideOfLine(now.line, now.camera) < 0;
}
