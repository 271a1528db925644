import type { Vector3 } from 'three';
import { must } from '#shared/lib/assert.ts';
import { isOverShoulder, type Angle, type ShotSize } from '#shared/shots/index.ts';
import type { Actor } from './blocking.ts';
import { GATE_WIDTH, cameraAt, lookAlong, project, type Camera } from './camera.ts';
import { headCentre, headSpace } from './figure/head.ts';
import type { Skeleton } from './figure/skeleton.ts';
import { vec } from './geometry/shapes.ts';
import type { CameraMark } from './staging/blocking.ts';
import type { PrevizSpec } from './spec.ts';

export interface Framing {
  readonly camera: Camera;
  /** Who is not drawn: the one whose eyes we look through, and whoever stands in the lens. */
  readonly hidden: ReadonlySet<number>;
  /** Metres from the camera to the subject. */
  readonly distance: number;
  readonly subject: number;
}

/** What a size shows of a standing body: highest and lowest point, and the frame's y (−1 to 1) where they come to lie. */
interface Crop {
  readonly top: Landmark;
  readonly bottom: Landmark;
  readonly at: readonly [number, number];
  /** Metres that must fit across, for narrow frames. */
  readonly across: number;
  /** How far the subject is set back from the middle for lead room, as a share of half the frame. */
  readonly lead: number;
}

type Landmark = 'crown' | 'forehead' | 'mouth' | 'collar' | 'chest' | 'hips' | 'thighs' | 'feet';

const WIDEST: Crop = { top: 'crown', bottom: 'feet', at: [0.02, -0.4], across: 3, lead: 0.24 };

const CROPS: Readonly<Record<Exclude<ShotSize, 'POV' | 'INSERT' | 'OTS_L' | 'OTS_R'>, Crop>> = {
  ECU: { top: 'forehead', bottom: 'mouth', at: [0.94, -0.9], across: 0.17, lead: 0.06 },
  VCU: { top: 'forehead', bottom: 'mouth', at: [0.74, -0.56], across: 0.23, lead: 0.1 },
  CU: { top: 'crown', bottom: 'collar', at: [0.84, -0.98], across: 0.3, lead: 0.14 },
  MCU: { top: 'crown', bottom: 'chest', at: [0.8, -1], across: 0.5, lead: 0.18 },
  MS: { top: 'crown', bottom: 'hips', at: [0.78, -0.98], across: 0.62, lead: 0.2 },
  MLS: { top: 'crown', bottom: 'thighs', at: [0.78, -0.98], across: 0.66, lead: 0.18 },
  FS: { top: 'crown', bottom: 'feet', at: [0.78, -0.82], across: 0.8, lead: 0.12 },
  LS: { top: 'crown', bottom: 'feet', at: [0.42, -0.58], across: 1.2, lead: 0.18 },
  EWS: WIDEST,
  EST: WIDEST,
  OTS: { top: 'crown', bottom: 'hips', at: [0.7, -1.12], across: 0.9, lead: 0 },
  '2S': { top: 'crown', bottom: 'hips', at: [0.72, -0.95], across: 1, lead: 0 },
};

/** Height of the lens over the subject, as an angle. Eye level is settled by height instead. */
const ELEVATION: Readonly<Record<Angle, number>> = {
  eye: 0,
  high: 0.5,
  low: -0.42,
  birds_eye: 1.15,
  worms_eye: -0.85,
  dutch: -0.07,
};
const DUTCH_ROLL = 0.22;
/** The lens never comes nearer to the ground than this. Metres. */
const LOWEST = 0.14;

export function frameShot(spec: PrevizSpec, actors: readonly Actor[]): Framing {
  if (spec.blocking?.camera) return frameByHand(spec, actors, spec.blocking.camera);
  if (actors.length === 0) return frameEmptySet(spec);
  const focus = must(actors[spec.focus] ?? actors[0]);
  const index = actors.indexOf(focus);
  if (spec.shot.size === 'POV') return framePointOfView(spec, actors, index);
  const partner = focus.partner ?? (actors.length > 1 ? (index + 1) % actors.length : null);
  if (isOverShoulder(spec.shot.size) && partner !== null) return frameOverShoulder(spec, actors, index, partner);
  const { size: asked } = spec.shot;
  const size = isOverShoulder(asked) || asked === 'INSERT' ? 'MCU' : asked;
  const crop = cropFor(spec, size);
  const azimuth = azimuthFor(spec, focus, size);
  const group = groupFor(spec, actors, index, partner);
  const wide = isWide(size);
  const camera = solve(spec, group, crop, azimuth, wide ? actors : group);
  return finish(spec, actors, index, camera, size === '2S' ? partner : null);
}

/** As somebody put the camera: nobody but who stands in the lens is left out. */
function frameByHand(spec: PrevizSpec, actors: readonly Actor[], mark: CameraMark): Framing {
  const camera = cameraAt(mark, spec.shot.lens, spec.aspectRatio);
  const hidden = new Set<number>();
  actors.forEach(({ skeleton: { chest, height } }, i) => {
    const gap = Math.hypot(chest.x - camera.eye.x, chest.z - camera.eye.z);
    if (gap < 0.32 && camera.eye.y < height + 0.15) hidden.add(i);
  });
  const seen = actors.map((_, i) => i).filter((i) => !hidden.has(i));
  const subject = seen.includes(spec.focus) ? spec.focus : (seen[0] ?? -1);
  const focus = actors[subject];
  const depth = focus ? project(camera, headCentre(focus.skeleton)).depth : 4.6;
  return { camera, hidden, distance: Math.min(40, Math.max(0.4, depth)), subject };
}

function cropFor(spec: PrevizSpec, size: keyof typeof CROPS): Crop {
  const crop = CROPS[size];
  if (spec.set.kind === 'car') {
    // There is nothing to see below the dashboard: medium sizes show more air instead.
    if (crop.bottom === 'hips' || crop.bottom === 'thighs') return { ...crop, bottom: 'chest', at: [0.6, -0.5] };
    if (size === 'FS') return { ...crop, bottom: 'chest', at: [0.5, 0.02] };
  }
  // No room is so large that a person fills a fifth of it: inside, the widest frame is a third.
  return crop === WIDEST && spec.set.interior ? { ...crop, at: [0.12, -0.5], across: 2 } : crop;
}

/** Whom the frame must hold, the one it is about first. */
function groupFor(spec: PrevizSpec, actors: readonly Actor[], index: number, partner: number | null): Actor[] {
  const { size } = spec.shot;
  const focus = must(actors[index]);
  const others = actors.filter((actor) => actor !== focus);
  if (size === '2S') return actors.length > 2 || partner === null ? [focus, ...others] : [focus, must(actors[partner])];
  // A full shot of one in a company shows the company, unless the frame is too narrow for it.
  return isWide(size) && spec.aspectRatio > 1.2 ? [focus, ...others] : [focus];
}

function isWide(size: ShotSize): boolean {
  return size === 'FS' || size === 'LS' || size === 'EWS' || size === 'EST';
}

/** Close shots come nearer to the eyeline, wide ones look across it, always from the same side of it. */
function azimuthFor(spec: PrevizSpec, focus: Actor, size: ShotSize): number {
  if (spec.set.kind === 'car') return carAzimuth(spec, focus, size);
  const yaw = focus.partner === null ? focus.skeleton.yaw : focus.eyeline;
  if (focus.partner === null) return Math.abs(yaw) > 2 ? 0.15 : yaw > 0 ? -0.12 : 0.12;
  const share = { ECU: 0.6, VCU: 0.59, CU: 0.58, MCU: 0.54, MS: 0.42, MLS: 0.3 } as Partial<Record<ShotSize, number>>;
  return yaw * (share[size] ?? 0.09);
}

function carAzimuth(spec: PrevizSpec, focus: Actor, size: ShotSize): number {
  const side = Math.sign(focus.skeleton.chest.x);
  if (size === 'ECU' || size === 'VCU' || size === 'CU' || size === 'MCU')
    return side * (spec.figures.length > 1 ? -0.3 : 0.42);
  return size === '2S' ? 0.04 : -side * 0.16;
}

export function landmark(skeleton: Skeleton, name: Landmark): Vector3 {
  const head = (level: number) => vec(0, level, 0.1).applyMatrix4(headSpace(skeleton).matrix);
  const [left, right] = skeleton.legs;
  const knees = left.knee.clone().add(right.knee).multiplyScalar(0.5);
  switch (name) {
    case 'crown':
      return head(1.06);
    case 'forehead':
      return head(0.78);
    case 'mouth':
      return head(0.08);
    case 'collar':
      return head(-0.42);
    case 'chest':
      return skeleton.chest.clone().lerp(skeleton.pelvis, 0.12);
    case 'hips':
      return skeleton.pelvis.clone();
    case 'thighs':
      return skeleton.pelvis.clone().lerp(knees, 0.72);
    case 'feet': {
      const [a, b] = [left.ankle, right.ankle];
      const low = a.y < b.y ? a : b;
      return low.clone().setY(Math.max(0, low.y - 0.05 * skeleton.height));
    }
  }
}

/** Finds the camera that brings the landmarks to their places, by a few rounds of looking and correcting. */
function solve(
  spec: PrevizSpec,
  group: readonly Actor[],
  crop: Crop,
  azimuth: number,
  company: readonly Actor[],
  rise = 0,
): Camera {
  const { shot, aspectRatio } = spec;
  const tanX = GATE_WIDTH / 2 / (shot.lens / 1000);
  const tanY = tanX / aspectRatio;
  const tops = group.map((a) => landmark(a.skeleton, crop.top));
  const bottoms = group.map((a) => landmark(a.skeleton, crop.bottom));
  const main = must(group[0]);
  const span = crop.at[0] - crop.at[1];
  const length = Math.max(
    ...tops.map((top, i) =>
      Math.max(top.distanceTo(must(bottoms[i])), usualLength(must(group[i]).skeleton, crop) * 0.72),
    ),
  );
  const width = crop.across + spread(group.length > 1 ? group : [main]);
  // A figure on its side must fit across as well.
  const flat = Math.max(...tops.map((top, i) => Math.hypot(top.x - must(bottoms[i]).x, top.z - must(bottoms[i]).z)));
  const distance = Math.max(length / span / tanY, width / 2 / tanX, (flat * 0.62) / tanX, 0.35);
  const middle = [...tops, ...bottoms].reduce((sum, p) => sum.add(p), vec(0, 0, 0)).divideScalar(tops.length * 2);
  const elevation = elevationFor(spec, crop, middle, distance, main) + rise;
  const back = vec(
    Math.sin(azimuth) * Math.cos(elevation),
    Math.sin(elevation),
    Math.cos(azimuth) * Math.cos(elevation),
  );
  const roll = shot.angle === 'dutch' ? DUTCH_ROLL * (spec.seed % 2 ? 1 : -1) : 0;
  const eye = middle.clone().addScaledVector(back, distance);
  const forward = back.clone().negate();
  const targetX = leadRoom(main, group, company, crop, azimuth, distance, tanX);
  for (let round = 0; round < 6; round++) {
    const camera = lookAlong(eye, forward, roll, shot.lens, aspectRatio);
    const seen = [...tops, ...bottoms].map((p) => project(camera, p));
    const y = (Math.max(...seen.map((p) => p.y)) + Math.min(...seen.map((p) => p.y))) / 2;
    const x =
      group.length > 1 ? (Math.max(...seen.map((p) => p.x)) + Math.min(...seen.map((p) => p.x))) / 2 : must(seen[0]).x;
    eye.addScaledVector(camera.up, (y - (crop.at[0] + crop.at[1]) / 2) * tanY * distance * 0.9);
    eye.addScaledVector(camera.right, (x - targetX) * tanX * distance * 0.9);
    if (eye.y < LOWEST) {
      // On the floor the camera tilts instead of sinking.
      eye.y = LOWEST;
      const pan = lookAlong(eye, forward, roll, shot.lens, aspectRatio);
      forward.addScaledVector(pan.up, (y - (crop.at[0] + crop.at[1]) / 2) * tanY * 0.8).normalize();
    }
  }
  return lookAlong(eye, forward, roll, shot.lens, aspectRatio);
}

function usualLength(skeleton: Skeleton, crop: Crop): number {
  const level = {
    crown: 1.0,
    forehead: 0.97,
    mouth: 0.87,
    collar: 0.81,
    chest: 0.71,
    hips: 0.53,
    thighs: 0.35,
    feet: 0,
  };
  return (level[crop.top] - level[crop.bottom]) * skeleton.height;
}

function spread(group: readonly Actor[]): number {
  const xs = group.map((a) => a.skeleton.chest.x);
  return Math.max(...xs) - Math.min(...xs);
}

/** Wide frames at eye level are shot from a tripod, not from the height of the frame's middle. */
function elevationFor(spec: PrevizSpec, crop: Crop, middle: Vector3, distance: number, main: Actor): number {
  const wanted = ELEVATION[spec.shot.angle];
  if (spec.shot.angle !== 'eye') {
    const lowest = Math.asin(Math.max(-1, Math.min(1, (LOWEST - middle.y) / distance)));
    return Math.max(wanted, lowest);
  }
  // Over the bonnet, whatever the size.
  if (spec.set.kind === 'car') return Math.asin(Math.min(0.3, Math.max(0, (1.16 - middle.y) / distance)));
  const eyes = headSpace(main.skeleton).matrix;
  const eyeLevel = vec(0, 0.5, 0.3).applyMatrix4(eyes).y;
  if (crop.bottom === 'feet' || crop.bottom === 'thighs') {
    const height = Math.max(1.25, Math.min(1.5, eyeLevel - 0.1)) + (crop.across > 2 ? 0.5 : 0);
    return Math.asin(Math.max(-0.3, Math.min(0.3, (height - middle.y) / distance)));
  }
  return 0.03;
}

/** Room in the direction of the look; in wide frames towards the company. */
function leadRoom(
  main: Actor,
  group: readonly Actor[],
  company: readonly Actor[],
  crop: Crop,
  azimuth: number,
  distance: number,
  tanX: number,
): number {
  if (group.length > 1) return 0;
  if (company.length > 1) {
    const middle = company.reduce((sum, a) => sum + a.skeleton.chest.x, 0) / company.length;
    const shift = ((main.skeleton.chest.x - middle) * Math.cos(azimuth)) / (distance * tanX);
    return Math.max(-0.55, Math.min(0.55, shift));
  }
  const turn = Math.sin((main.partner === null ? main.skeleton.yaw : main.eyeline) - azimuth);
  return -crop.lead * Math.max(-1, Math.min(1, turn * 1.6));
}

/** From behind the listener, whose head and shoulder fill one side: azimuth and height are searched, the subject stays framed. */
function frameOverShoulder(spec: PrevizSpec, actors: readonly Actor[], index: number, partner: number): Framing {
  const [subject, listener] = [must(actors[index]), must(actors[partner])];
  const between = subject.skeleton.chin.clone().sub(listener.skeleton.chin);
  const apart = Math.hypot(between.x, between.z);
  const axis = Math.atan2(-between.x, -between.z);
  // The side of the line on which +z lies, unless the shot says whose shoulder it is.
  const side = Math.sin(axis) > 0 ? -1 : 1;
  const sides = spec.shot.size === 'OTS' ? [side] : [side, -side];
  const tanX = GATE_WIDTH / 2 / (spec.shot.lens / 1000);
  const crop = cropFor(spec, 'OTS');
  const roomy = { ...crop, across: Math.max(crop.across, 2 * (apart + 0.62) * tanX) };
  const lower = subject.skeleton.chin.y - listener.skeleton.chin.y;
  let best: { camera: Camera; miss: number } | null = null;
  for (const turn of sides.flatMap((sign) => TURNS.map((step) => sign * step))) {
    for (const rise of lower > 0.25 ? [...RISES, ...LOWERINGS] : RISES) {
      const base = solve(spec, [subject], roomy, axis + turn, [subject], rise);
      const camera = panned(spec, base, subject, listener);
      if (!camera || !isOverThatShoulder(spec.shot.size, camera, listener)) continue;
      const miss = overShoulderMiss(camera, listener) + Math.abs(rise) * 0.3;
      if (!best || miss < best.miss) best = { camera, miss };
    }
  }
  const camera = best?.camera ?? solve(spec, [subject], CROPS.MCU, axis * 0.5, [subject]);
  return finish(spec, actors, index, camera, partner);
}

/** Radians up from where the angle puts the camera, and down to look past somebody small. */
const RISES = [-0.1, 0, 0.1, 0.2];
const LOWERINGS = [-0.2, -0.3, -0.4, -0.5];

/** Radians round from straight behind the listener. */
const TURNS = Array.from({ length: 21 }, (_, i) => (4 + 2 * i) / 100);

/** From behind a left shoulder, whoever it belongs to stands at the right of the frame. */
function isOverThatShoulder(size: ShotSize, camera: Camera, listener: Actor): boolean {
  const { x } = project(camera, headCentre(listener.skeleton));
  return size === 'OTS' || (size === 'OTS_L' ? x > 0 : x < 0);
}

/** Turned so that the subject stands on the far third. */
function panned(spec: PrevizSpec, base: Camera, subject: Actor, listener: Actor): Camera | null {
  const at = project(base, headCentre(subject.skeleton));
  const near = project(base, headCentre(listener.skeleton));
  if (near.depth < 0.3) return null;
  const pan = (at.x - Math.sign(at.x - near.x) * 0.3) * base.tanX;
  const forward = base.forward.clone().addScaledVector(base.right, pan);
  const roll = spec.shot.angle === 'dutch' ? DUTCH_ROLL : 0;
  return lookAlong(base.eye, forward, roll, spec.shot.lens, spec.aspectRatio);
}

/** How far the listener is from a good place: the head two thirds out to the side, not cut off, not below the frame. */
function overShoulderMiss(camera: Camera, listener: Actor): number {
  const head = project(camera, headCentre(listener.skeleton));
  const crown = project(camera, landmark(listener.skeleton, 'crown'));
  return Math.abs(Math.abs(head.x) - 0.66) + Math.max(0, crown.y - 1.1) + Math.max(0, -0.15 - head.y);
}

/** Through the eyes of the figure the frame is about: at its partner, or ahead. */
function framePointOfView(spec: PrevizSpec, actors: readonly Actor[], index: number): Framing {
  const self = must(actors[index]);
  const eye = vec(0, 0.5, 0.3).applyMatrix4(headSpace(self.skeleton).matrix);
  const other = self.partner ?? (actors.length > 1 ? (index + 1) % actors.length : null);
  const aim = other === null ? null : headCentre(must(actors[other]).skeleton).add(vec(0, -0.16, 0));
  const forward = aim ? aim.clone().sub(eye) : vec(Math.sin(self.skeleton.yaw + Math.PI) * 0.3, -0.06, -1);
  if (spec.shot.angle === 'high') forward.y -= forward.length() * 0.25;
  if (spec.shot.angle === 'low') forward.y += forward.length() * 0.2;
  const roll = spec.shot.angle === 'dutch' ? DUTCH_ROLL : 0;
  const hidden = new Set([index]);
  // Seen from where the other stands, one takes a step back, so that the other is a person and not a wall of skin.
  if (aim) eye.addScaledVector(forward.clone().normalize(), -Math.max(0, 0.5 * (spec.shot.lens / 35)));
  else eye.set(0, eye.y, 2.2);
  const camera = lookAlong(eye, forward, roll, spec.shot.lens, spec.aspectRatio);
  return { camera, hidden, distance: aim ? aim.distanceTo(eye) : 3, subject: other ?? index };
}

function frameEmptySet(spec: PrevizSpec): Framing {
  const distance = 4.6;
  const height = { eye: 1.45, high: 2.9, low: 0.6, birds_eye: 5, worms_eye: 0.2, dutch: 1.4 }[spec.shot.angle];
  const eye = vec(0.5, height, distance);
  const forward = vec(-0.1, 1.15 - height * 0.95, -distance);
  const camera = lookAlong(
    eye,
    forward,
    spec.shot.angle === 'dutch' ? DUTCH_ROLL : 0,
    Math.min(spec.shot.lens, 35),
    spec.aspectRatio,
  );
  return { camera, hidden: new Set(), distance, subject: -1 };
}

/** Leaves out who stands in the lens or before the subject's face. */
function finish(
  spec: PrevizSpec,
  actors: readonly Actor[],
  index: number,
  camera: Camera,
  keep: number | null,
): Framing {
  const subject = must(actors[index]).skeleton;
  const at = project(camera, headCentre(subject));
  const hidden = new Set<number>();
  actors.forEach((actor, i) => {
    if (i === index || i === keep) return;
    const seen = project(camera, headCentre(actor.skeleton));
    const gap = Math.hypot(actor.skeleton.chest.x - camera.eye.x, actor.skeleton.chest.z - camera.eye.z);
    const inLens = gap < 0.6 && camera.eye.y < actor.skeleton.height + 0.5;
    const before = seen.depth > 0 && seen.depth < at.depth - 0.3;
    const half = 0.34 / Math.max(0.3, seen.depth) / camera.tanX;
    // A slice of somebody at the frame's edge is nobody: the shot is a clean single instead.
    const sliced = Math.abs(seen.x) + half * 0.4 > 1;
    if (inLens || sliced || (before && Math.abs(seen.x - at.x) < half + 0.1 && spec.shot.size !== 'EWS')) hidden.add(i);
  });
  return { camera, hidden, distance: at.depth, subject: index };
}
