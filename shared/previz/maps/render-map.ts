import type { StructureMap } from '#shared/shots/index.ts';
import type { Camera } from '../camera.ts';
import { composeScene } from '../compose-scene.ts';
import { rasterise } from '../draw/raster.ts';
import type { PrevizSpec } from '../spec.ts';
import { depthMap } from './depth-map.ts';
import { normalMap } from './normal-map.ts';
import { drawPoses, posesOf } from './pose-map.ts';

/** Rows from the top, a byte for each channel of a pixel. */
export interface MapPicture {
  readonly width: number;
  readonly height: number;
  /** Grey, or red, green and blue. */
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
}

/**
 * What the camera of a frame sees, as models that draw along a map take it. The same spec gives the same bytes. Null for
 * the poses of a frame in which nobody can be told.
 */
export function renderMap(spec: PrevizSpec, map: StructureMap): MapPicture | null {
  const { scene, width, height, seen } = viewOf(spec);
  if (map === 'depth') return { width, height, channels: 1, pixels: depthMap(seen(2)) };
  if (map === 'normal') return { width, height, channels: 3, pixels: normalMap(seen(2), scene.framing.camera) };
  const poses = posesOf(scene, seen(1));
  return poses.length === 0 ? null : { width, height, channels: 3, pixels: drawPoses(poses, width, height) };
}

/** Whether there are poses to tell of a frame. */
export function isAnybodySeen(spec: PrevizSpec): boolean {
  const { scene, seen } = viewOf(spec);
  return posesOf(scene, seen(1)).length > 0;
}

/** Pixels from left to right of a map of a million, as models that draw along one make pictures of. */
export function mapWidth(aspectRatio: number): number {
  return Math.round(Math.sqrt(1_000_000 * aspectRatio) / 8) * 8;
}

function viewOf(spec: PrevizSpec) {
  const { width } = spec;
  const height = Math.max(16, Math.round(spec.width / spec.aspectRatio));
  const scene = composeScene(spec);
  const { camera }: { readonly camera: Camera } = scene.framing;
  const seen = (scale: number) => rasterise(scene.model, camera, width * scale, height * scale);
  return { scene, width, height, seen };
}
