import { project, type Camera } from '../camera.ts';
import { headSpace } from '../figure/head.ts';
import { vec } from '../geometry/shapes.ts';
import type { Scene } from '../compose-scene.ts';

/** How the head of the one the frame is about lies in it: shares of the frame, from the left and from the top. */
export interface Composition {
  readonly x: number;
  readonly crown: number;
  readonly chin: number;
  /** Which way the face looks across the frame: −1 left, 1 right, 0 into the lens or away from it. */
  readonly looks: -1 | 0 | 1;
  /** Room before the face and behind it, as shares of the frame's width; null where it looks neither way. */
  readonly lead: { readonly ahead: number; readonly behind: number } | null;
}

/** Null where nobody is seen. */
export function compositionOf({ actors, framing }: Pick<Scene, 'actors' | 'framing'>): Composition | null {
  const actor = actors[framing.subject];
  if (!actor || framing.hidden.has(framing.subject)) return null;
  const { matrix } = headSpace(actor.skeleton);
  const at = (level: number) => project(framing.camera, vec(0, level, 0).applyMatrix4(matrix));
  const [crown, chin] = [at(1.06), at(0)];
  if (crown.depth < 0.1) return null;
  const x = (at(0.5).x + 1) / 2;
  const looks = sideways(framing.camera, actor.skeleton.headFrame);
  const [left, right] = [Math.max(0, x), Math.max(0, 1 - x)];
  const lead = looks === 0 ? null : looks < 0 ? { ahead: left, behind: right } : { ahead: right, behind: left };
  return { x, crown: (1 - crown.y) / 2, chin: (1 - chin.y) / 2, looks, lead };
}

function sideways(camera: Camera, frame: Scene['actors'][number]['skeleton']['headFrame']): -1 | 0 | 1 {
  const across = vec(0, 0, 1).applyQuaternion(frame).dot(camera.right);
  return Math.abs(across) < 0.2 ? 0 : across < 0 ? -1 : 1;
}
