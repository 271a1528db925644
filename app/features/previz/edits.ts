import {
  MOST_PEOPLE,
  PROP_LIBRARY,
  planOffset,
  type Blocking,
  type CameraMark,
  type FigureMark,
  type PropKind,
  type PropMark,
} from '#shared/previz/index.ts';
import type { Item, Stage } from './stage.ts';

/*
 * What a person does to a blocking, as functions from one to the next. Places are kept to the centimetre and angles to a
 * fifth of a degree: what the hand can't tell apart need not be stored.
 */

export const DEGREE = Math.PI / 180;
/** As people read an angle: whole degrees. */
export const degrees = (radians: number) => Math.round(radians / DEGREE);

export const centimetres = (metres: number) => Math.round(metres * 100) / 100;
/** Within half a turn of 0. */
export const angle = (radians: number) =>
  Math.round(Math.atan2(Math.sin(radians), Math.cos(radians)) / (DEGREE / 5)) * (DEGREE / 5);

/** Moves a thing over the ground. The light has no place: it goes round instead. */
export function moveItem(stage: Stage, item: Item, dx: number, dz: number): Blocking {
  const by = <T extends { readonly x: number; readonly z: number }>(mark: T): T => ({
    ...mark,
    x: within(mark.x + dx),
    z: within(mark.z + dz),
  });
  switch (item.kind) {
    case 'figure':
      return withFigure(stage, item.name, by);
    case 'prop':
      return withProp(stage, item.id, by);
    case 'camera':
      return withCamera(stage, by);
    case 'end':
      return withEnd(stage, by);
    case 'light': {
      const { azimuth, elevation } = stage.light;
      const [x, z] = [Math.sin(azimuth) * LIGHT_AWAY + dx, Math.cos(azimuth) * LIGHT_AWAY + dz];
      return { ...stage.blocking, light: { azimuth: angle(Math.atan2(x, z)), elevation } };
    }
  }
}

/** How far from the middle a plan shows the light. Metres. */
export const LIGHT_AWAY = 2.6;

export function turnItem(stage: Stage, item: Item, by: number): Blocking {
  const yawed = <T extends { readonly yaw: number }>(mark: T): T => ({ ...mark, yaw: angle(mark.yaw + by) });
  const panned = <T extends CameraMark>(mark: T): T => ({ ...mark, pan: angle(mark.pan + by) });
  switch (item.kind) {
    case 'figure':
      return withFigure(stage, item.name, yawed);
    case 'prop':
      return withProp(stage, item.id, yawed);
    case 'camera':
      return withCamera(stage, panned);
    case 'end':
      return withEnd(stage, panned);
    case 'light':
      return { ...stage.blocking, light: { ...stage.light, azimuth: angle(stage.light.azimuth + by) } };
  }
}

export type Hand = 'leftHand' | 'rightHand';

/** Moves the place that a hand reaches for, over the ground; its height stays. */
export function moveHand(stage: Stage, name: string, hand: Hand, dx: number, dz: number): Blocking {
  return withFigure(stage, name, (mark) => {
    const reach = mark[hand];
    if (!reach) return mark;
    const [c, s] = [Math.cos(mark.yaw), Math.sin(mark.yaw)];
    const clamp = (metres: number) => centimetres(Math.min(2.5, Math.max(-2.5, metres)));
    return { ...mark, [hand]: [clamp(reach[0] + dx * c - dz * s), reach[1], clamp(reach[2] + dx * s + dz * c)] };
  });
}

export function withFigure({ blocking }: Stage, name: string, change: (mark: FigureMark) => FigureMark): Blocking {
  return { ...blocking, figures: blocking.figures.map((mark) => (mark.name === name ? change(mark) : mark)) };
}

export function withProp({ blocking }: Stage, id: string, change: (mark: PropMark) => PropMark): Blocking {
  return { ...blocking, props: blocking.props.map((mark) => (mark.id === id ? change(mark) : mark)) };
}

/** From then on the camera stands where it was put. */
export function withCamera({ blocking, camera }: Stage, change: (mark: CameraMark) => CameraMark): Blocking {
  return { ...blocking, camera: settled(change(camera)) };
}

export function withEnd(stage: Stage, change: (mark: NonNullable<Blocking['end']>) => CameraMark): Blocking {
  const { blocking, camera, spec } = stage;
  const end = blocking.end ?? { ...camera, lens: spec.shot.lens };
  const next = change(end);
  return { ...blocking, camera, end: { lens: end.lens, ...settled(next) } };
}

export function withoutEnd({ blocking }: Stage): Blocking {
  const { end: _, ...rest } = blocking;
  return rest;
}

/** Framed as the shot's size and angle ask. */
export function framedByShot({ blocking }: Stage): Blocking {
  const { camera: _, end: __, ...rest } = blocking;
  return rest;
}

function settled<T extends CameraMark>(mark: T): T {
  const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  return {
    ...mark,
    ...{ x: within(mark.x), y: centimetres(clamp(mark.y, 0.05, 40)), z: within(mark.z) },
    ...{ pan: angle(mark.pan), tilt: clamp(mark.tilt, -1.5, 1.5), roll: clamp(angle(mark.roll), -1.5, 1.5) },
  };
}

function within(metres: number): number {
  return centimetres(Math.min(50, Math.max(-50, metres)));
}

/** Somebody more, who looks to the others. Under a name that is there already nobody comes. */
export function addFigure({ blocking }: Stage, name: string): Blocking {
  const { figures, absent = [] } = blocking;
  if (figures.length >= MOST_PEOPLE || figures.some((mark) => mark.name === name)) return blocking;
  const [x, z] = placeFor(blocking, 0.6);
  const mean = (of: (mark: FigureMark) => number) => figures.reduce((sum, mark) => sum + of(mark), 0) / figures.length;
  const yaw = figures.length === 0 ? 0 : Math.atan2(mean((mark) => mark.x) - x, mean((mark) => mark.z) - z);
  const mark = {
    name,
    x: centimetres(x),
    z: centimetres(z),
    yaw: angle(yaw),
    stance: figures.length % 4,
    added: true,
  } as const;
  return withAbsent({ ...blocking, figures: [...figures, mark] }, absent.filter((other) => other !== name)); // prettier-ignore
}

export function removeFigure({ blocking }: Stage, name: string): Blocking {
  const { figures, absent = [] } = blocking;
  return withAbsent({ ...blocking, figures: figures.filter((mark) => mark.name !== name) }, [...absent, name]);
}

function withAbsent({ absent: _, ...blocking }: Blocking, absent: readonly string[]): Blocking {
  return { ...blocking, ...(absent.length > 0 && { absent }) };
}

/** A thing from the library, beside the people and the other things. */
export function addProp({ blocking }: Stage, kind: PropKind, id: string): Blocking {
  const [width, depth] = PROP_LIBRARY[kind].plan;
  const room = Math.max(width, depth) / 2 + 0.35;
  const [x, z] = placeFor(blocking, room);
  return { ...blocking, props: [...blocking.props, { id, kind, x: centimetres(x), z: centimetres(z), yaw: 0 }] };
}

/** Where nobody and nothing is within this distance. */
function placeFor({ figures, props }: Blocking, room: number): readonly [x: number, z: number] {
  const isFree = ([x, z]: readonly [number, number]) =>
    figures.every((mark) => Math.hypot(mark.x - x, mark.z - z) > room) &&
    props.every((prop) => Math.hypot(...planOffset(prop, x, z)) > room);
  return PLACES.find(isFree) ?? [0, -3];
}

/** Behind the people first, where they hide nobody. */
const PLACES = [-1, -1.5, -2, -3, 0, 1].flatMap((z) =>
  [0, -0.8, 0.8, -1.6, 1.6, -2.4, 2.4].map((x) => [x, z] as const),
);

export function removeProp({ blocking }: Stage, id: string): Blocking {
  return { ...blocking, props: blocking.props.filter((prop) => prop.id !== id) };
}
