import { POSES, SET_KINDS, type PoseName, type SetKind } from '../kinds.ts';

/*
 * Where people, things, light and camera of a frame were put by hand. Metres and radians; the ground is y 0, and the side
 * from which a scene is usually seen is +z. Angles about y go from +z towards +x.
 */

/** A place in a figure's own space: to its left, up from the ground, ahead. Metres, so that hands go along with who moves. */
export type Reach = readonly [left: number, up: number, ahead: number];

export interface FigureMark {
  /** As `nameKey` gives it. */
  readonly name: string;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  /** Which of four ways to stand or to talk. */
  readonly stance: number;
  /** Chosen by hand; left out: what the script says of this panel. */
  readonly pose?: PoseName;
  /** Whom or what the head turns to: a figure's name, `@camera` or `@ahead`. Left out: as the pose has it. */
  readonly gaze?: string;
  readonly leftHand?: Reach;
  readonly rightHand?: Reach;
  /** Brought in by hand: is there whatever the script says. */
  readonly added?: true;
}

export const PROP_KINDS = [
  'chair',
  'stool',
  'table',
  'round_table',
  'desk',
  'sofa',
  'bed',
  'counter',
  'shelf',
  'floor_lamp',
  'plant',
  'crate',
  'fridge',
  'pew',
  'car',
  'tree',
  'bush',
  'rock',
] as const;
export type PropKind = (typeof PROP_KINDS)[number];

export interface PropMark {
  readonly id: string;
  readonly kind: PropKind;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
}

/** Where the key light comes from. */
export interface LightMark {
  readonly azimuth: number;
  readonly elevation: number;
}

export interface CameraMark {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly pan: number;
  /** Up is positive. */
  readonly tilt: number;
  /** Clockwise, as the camera operator sees it, is positive. */
  readonly roll: number;
}

/** Where a move of the camera ends, and the focal length there in millimetres: another one is a zoom. */
export interface EndMark extends CameraMark {
  readonly lens: number;
}

export interface Blocking {
  readonly figures: readonly FigureMark[];
  /** Names of those who were taken out, whatever the script says. */
  readonly absent?: readonly string[];
  readonly props: readonly PropMark[];
  readonly set?: SetKind;
  readonly light?: LightMark;
  /** Left out: framed as the shot's size and angle ask. */
  readonly camera?: CameraMark;
  readonly end?: EndMark;
}

export const NOTHING_BLOCKED: Blocking = { figures: [], props: [] };

/** A blocking as named parts, each a value of JSON: what a document keeps, so that two people can change two parts at once. */
export type BlockingParts = Readonly<Record<string, unknown>>;

/** In one frame: there are so many places to stand. */
export const MOST_PEOPLE = 4;

const FIGURE = 'f:';
const PROP = 'p:';
/** People and things beyond these are passed over. */
const MOST = { figures: 12, props: 24 };
/** Metres from the middle of the set. */
const FARTHEST = 60;
const TURN = Math.PI * 2;

export function partsOf({ figures, absent = [], props, set, light, camera, end }: Blocking): BlockingParts {
  return {
    ...Object.fromEntries(absent.map((name) => [FIGURE + name, { out: true }])),
    ...Object.fromEntries(figures.map(({ name, ...mark }) => [FIGURE + name, mark])),
    ...Object.fromEntries(props.map(({ id, ...mark }) => [PROP + id, mark])),
    ...(set && { set }),
    ...(light && { light }),
    ...(camera && { camera }),
    ...(end && { end }),
  };
}

/**
 * Reads parts that anybody may have written: a part that is unknown or has a value out of its range is passed over, as if
 * nobody had said anything of it, and so is what is beyond `MOST`. The order of the parts is of no effect.
 */
export function readBlocking(parts: BlockingParts): Blocking {
  const keys = Object.keys(parts).sort();
  const marks = <T>(prefix: string, most: number, read: (name: string, value: Fields) => T | null): T[] => {
    const found: T[] = [];
    for (const key of keys) {
      if (!key.startsWith(prefix) || found.length === most) continue;
      const value = fieldsOf(parts[key]);
      const mark = value && isName(key.slice(prefix.length)) ? read(key.slice(prefix.length), value) : null;
      if (mark) found.push(mark);
    }
    return found;
  };
  const absent = marks(FIGURE, MOST.figures, (name, { out }) => (out === true ? name : null));
  const set = oneOf(SET_KINDS, parts['set']);
  const light = lightIn(fieldsOf(parts['light']));
  const camera = cameraIn(fieldsOf(parts['camera']));
  const end = endIn(fieldsOf(parts['end']));
  return {
    figures: marks(FIGURE, MOST.figures, figureIn),
    ...(absent.length > 0 && { absent }),
    props: marks(PROP, MOST.props, propIn),
    ...(set && { set }),
    ...(light && { light }),
    ...(camera && { camera }),
    // A move begins somewhere.
    ...(camera && end && { end }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** No control characters and no half surrogate pairs: a database refuses them. */
function isName(name: string): boolean {
  return /^[^\p{Cc}\p{Cs}]{1,80}$/u.test(name);
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}

/** The numbers by these names, each within its range; null when one is not. */
function numbersIn<K extends string>(
  fields: Fields | null,
  ranges: Readonly<Record<K, Range>>,
): Record<K, number> | null {
  const numbers = {} as Record<K, number>;
  for (const name of Object.keys(ranges) as K[]) {
    const value = fields?.[name];
    const [least, most] = ranges[name];
    // Not a number is not at least anything.
    if (typeof value !== 'number' || !(value >= least && value <= most)) return null;
    numbers[name] = value;
  }
  return numbers;
}

type Range = readonly [least: number, most: number];
const ANYWHERE: Range = [-FARTHEST, FARTHEST];
const ANY_WAY: Range = [-TURN, TURN];
const PLACE = { x: ANYWHERE, z: ANYWHERE, yaw: ANY_WAY };
const CAMERA: Readonly<Record<keyof CameraMark, Range>> = {
  ...{ x: ANYWHERE, y: [0.05, FARTHEST], z: ANYWHERE },
  ...{ pan: ANY_WAY, tilt: [-1.55, 1.55], roll: [-Math.PI, Math.PI] },
};

function figureIn(name: string, fields: Fields): FigureMark | null {
  const place = numbersIn(fields, { ...PLACE, stance: [0, 3] });
  if (!place) return null;
  const pose = oneOf(POSES, fields['pose']);
  const { gaze } = fields;
  const [leftHand, rightHand] = [reachIn(fields['leftHand']), reachIn(fields['rightHand'])];
  return {
    ...{ name, ...place, stance: Math.floor(place.stance) },
    ...(pose && { pose }),
    ...(typeof gaze === 'string' && isName(gaze) && { gaze }),
    ...(leftHand && { leftHand }),
    ...(rightHand && { rightHand }),
    ...(fields['added'] === true && { added: true }),
  };
}

function reachIn(value: unknown): Reach | null {
  if (!Array.isArray(value) || value.length !== 3) return null;
  const within = value.every((n) => typeof n === 'number' && Math.abs(n) <= 3);
  return within ? (value as unknown as Reach) : null;
}

function propIn(id: string, fields: Fields): PropMark | null {
  const place = numbersIn(fields, PLACE);
  const kind = oneOf(PROP_KINDS, fields['kind']);
  return place && kind ? { id, kind, ...place } : null;
}

function lightIn(fields: Fields | null): LightMark | null {
  return numbersIn(fields, { azimuth: [-TURN, TURN], elevation: [-0.2, 1.55] });
}

function cameraIn(fields: Fields | null): CameraMark | null {
  return numbersIn(fields, CAMERA);
}

function endIn(fields: Fields | null): EndMark | null {
  return numbersIn(fields, { ...CAMERA, lens: [4, 2000] });
}
