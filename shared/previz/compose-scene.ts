import type { Vector3 } from 'three';
import { seededRng } from '#shared/lib/rng.ts';
import { block, gazing, type Actor } from './blocking.ts';
import type { Lighting } from './draw/light.ts';
import { addFigure } from './figure/figure.ts';
import { buildInsert, frameInsert } from './compose-insert.ts';
import { frameShot, type Framing } from './framing.ts';
import { emptyModel, type Model } from './geometry/model.ts';
import { vec } from './geometry/shapes.ts';
import { buildExterior } from './set/exterior.ts';
import { bed, chair, hospitalBed, stool } from './set/furniture.ts';
import { buildInterior } from './set/interior.ts';
import { piece, type Stage } from './set/stage.ts';
import { buildCar, buildTrain } from './set/vehicles.ts';
import { placed } from './geometry/model.ts';
import { NOTHING_BLOCKED, type Blocking } from './staging/blocking.ts';
import { addProps, isSeatAt } from './staging/props.ts';
import type { PrevizSpec } from './spec.ts';

export interface Scene {
  readonly model: Model;
  readonly framing: Framing;
  readonly lighting: Lighting;
  readonly actors: readonly Actor[];
  /** What the key light's shadows are drawn for. */
  readonly stageArea: { readonly middle: Vector3; readonly radius: number };
}

/** Puts people, set, light and camera of a shot in their places. */
export function composeScene(spec: PrevizSpec): Scene {
  if (spec.shot.size === 'INSERT' && (spec.prop !== undefined || spec.figures.length > 0)) return composeInsert(spec);
  const blocked = block(spec, seededRng(spec.seed));
  const framing = frameShot(spec, blocked);
  const actors = gazing(blocked, framing.camera.eye);
  const { camera, distance } = framing;
  const { props } = spec.blocking ?? NOTHING_BLOCKED;
  const model = emptyModel();
  const span = 2 * distance * camera.tanX;
  const pixel = span / spec.width;
  actors.forEach((actor, i) => {
    if (framing.hidden.has(i)) return;
    const depth = actor.skeleton.chin.clone().sub(camera.eye).dot(camera.forward);
    addFigure(model, actor.figure, actor.skeleton, (pixel * Math.max(0.3, depth)) / distance);
  });
  const stage: Stage = {
    model,
    // The set's own chances: who is in the frame changes nothing in the room.
    rng: seededRng(spec.seed ^ 0x5e7),
    camera,
    set: spec.set,
    span,
    focusDepth: distance,
    lamps: [],
    bedTaken: actors.some(({ at }) => at.y > 0),
    people: [
      ...actors.map(({ skeleton }) => skeleton.pelvis.clone().setY(0)),
      ...props.map(({ x, z }) => vec(x, 0, z)),
    ],
  };
  buildSet(stage, spec);
  addProps(stage, props);
  addSeats(stage, spec, actors, framing);
  const middle = actors[framing.subject]?.skeleton.pelvis.clone().setY(0.9) ?? vec(0, 0.9, 0);
  return {
    model,
    framing,
    actors,
    lighting: keyedByHand(lightingFor(spec, stage), spec.blocking),
    stageArea: { middle, radius: Math.min(14, Math.max(2.6, span * 0.75)) },
  };
}

function composeInsert(spec: PrevizSpec): Scene {
  const { camera, distance } = frameInsert(spec);
  const model = emptyModel();
  const span = 2 * distance * camera.tanX;
  const stage: Stage = {
    model,
    rng: seededRng(spec.seed),
    camera,
    set: spec.set,
    span,
    focusDepth: distance,
    lamps: [],
    bedTaken: false,
    people: [],
  };
  buildInsert(stage, spec.prop ?? 'hand', spec.figures[spec.focus]?.look ?? null);
  const framing = { camera, distance, hidden: new Set<number>(), subject: -1 };
  return {
    model,
    framing,
    actors: [],
    lighting: lightingFor(spec, stage),
    stageArea: { middle: vec(0, 0, 0), radius: 0.8 },
  };
}

function buildSet(stage: Stage, spec: PrevizSpec): void {
  if (spec.set.kind === 'car') {
    buildCar(stage);
    buildExterior({
      ...stage,
      set: { ...spec.set, kind: stage.rng.next() < 0.4 ? 'field' : 'street', interior: false },
    });
  } else if (spec.set.kind === 'train') buildTrain(stage);
  else if (spec.set.interior) buildInterior(stage);
  else buildExterior(stage);
}

/** Whoever sits, sits on something; whoever lies in a bedroom or a hospital, in a bed. */
function addSeats(stage: Stage, spec: PrevizSpec, actors: readonly Actor[], framing: Framing): void {
  const { kind } = spec.set;
  if (kind === 'car' || kind === 'train') return;
  actors.forEach((actor, i) => {
    if (framing.hidden.has(i)) return;
    const { pelvis, yaw, height } = actor.skeleton;
    const lying = actor.figure.pose === 'lie';
    if (!actor.seated && !(lying && spec.set.interior)) return;
    if (lying) {
      const under = kind === 'bedroom' ? bed : kind === 'hospital' ? hospitalBed : null;
      under?.(piece(stage, 'prop', placed(pelvis.x, 0, pelvis.z, yaw)));
      return;
    }
    if (isSeatAt(spec.blocking?.props ?? [], pelvis.x, pelvis.z)) return;
    const seat = pelvis.y - 0.062 * height;
    const build = kind === 'bar' || !spec.set.interior ? stool : chair;
    build(piece(stage, 'prop', placed(pelvis.x, 0, pelvis.z, yaw)), seat);
  });
}

/** The key comes from the camera's upper left, as a draughtsman shades; by night it is weak and lamps do the work. */
function lightingFor(spec: PrevizSpec, stage: Stage): Lighting {
  const { right, forward } = stage.camera;
  const level = vec(forward.x, 0, forward.z);
  if (level.lengthSq() < 1e-4) level.set(0, 0, -1);
  level.normalize();
  const key = vec(0, 0.95, 0)
    .addScaledVector(right.clone().setY(0).normalize(), -0.72)
    .addScaledVector(level, -0.62)
    .normalize();
  const { time, interior } = spec.set;
  const dim = time === 'night' || (interior && spec.set.kind === 'bar');
  if (dim)
    return {
      ambient: time === 'night' ? (interior ? 0.3 : 0.29) : 0.45,
      keyStrength: interior ? 0.16 : 0.15,
      key,
      lamps: stage.lamps,
      sky: interior ? [0.2, 0.2] : [0.34, 0.17],
    };
  if (time === 'dusk')
    return { ambient: 0.58, keyStrength: 0.34, key, lamps: stage.lamps, sky: interior ? [0.9, 0.9] : [0.86, 0.5] };
  return { ambient: 0.72, keyStrength: 0.3, key, lamps: [], sky: interior ? [0.98, 0.98] : [1, 0.9] };
}

/** A key that somebody set is there to be seen: it does more, and the light from everywhere less. */
function keyedByHand(lighting: Lighting, blocking: Blocking | undefined): Lighting {
  if (!blocking?.light) return lighting;
  const { azimuth, elevation } = blocking.light;
  const key = vec(
    Math.sin(azimuth) * Math.cos(elevation),
    Math.sin(elevation),
    Math.cos(azimuth) * Math.cos(elevation),
  );
  return { ...lighting, key, ambient: lighting.ambient - 0.1, keyStrength: lighting.keyStrength + 0.14 };
}
