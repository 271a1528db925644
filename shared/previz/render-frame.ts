import { composeScene } from './compose-scene.ts';
import { cameraAt, project } from './camera.ts';
import { drawMovement } from './draw/arrows.ts';
import { drawEndOfMove } from './draw/end-of-move.ts';
import { illuminate } from './draw/light.ts';
import { drawLines } from './draw/lines.ts';
import { rasterise } from './draw/raster.ts';
import { sketch, SUPERSAMPLING } from './draw/sketch.ts';
import { vec } from './geometry/shapes.ts';
import type { PrevizSpec } from './spec.ts';

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, row by row from the top: 0 black, 255 white. */
  readonly gray: Uint8Array;
}

/** Draws the frame. The same spec gives the same bytes. `onProgress` is told how much is done, 0 to 1. */
export function renderFrame(spec: PrevizSpec, onProgress: (done: number) => void = () => undefined): Frame {
  const width = spec.width;
  const height = Math.max(16, Math.round(spec.width / spec.aspectRatio));
  const { model, framing, lighting, stageArea } = composeScene(spec);
  onProgress(0.2);
  const { camera } = framing;
  const buffer = rasterise(model, camera, width * SUPERSAMPLING, height * SUPERSAMPLING);
  onProgress(0.5);
  const light = illuminate(buffer, model, camera, lighting, stageArea);
  onProgress(0.7);
  const ink = drawLines(buffer, model.materials, spec.seed, framing.distance);
  onProgress(0.8);
  const far = camera.eye.clone().add(vec(camera.forward.x, 0, camera.forward.z).normalize().multiplyScalar(1000));
  const horizon = 0.5 - project(camera, far).y / 2;
  const gray = sketch({
    buffer,
    light,
    ink,
    materials: model.materials,
    lighting,
    seed: spec.seed,
    horizon: Number.isFinite(horizon) ? horizon : 0,
  });
  const end = spec.blocking?.end;
  const picture = { width, height, gray };
  const boxed = end && drawEndOfMove(picture, camera, cameraAt(end, end.lens, spec.aspectRatio), framing.distance);
  if (!boxed) drawMovement(picture, spec.shot.movement);
  onProgress(1);
  return { width, height, gray };
}
