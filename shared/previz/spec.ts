import type { Angle, Movement, ShotSize } from '#shared/shots/index.ts';
import type { PoseName, PropName, SetKind } from './kinds.ts';
import type { Blocking } from './staging/blocking.ts';

export { POSES, PROPS, SET_KINDS, type PoseName, type PropName, type SetKind } from './kinds.ts';

/** Changes whenever the same spec may give other bytes: pictures of an older renderer are then not reused. */
export const RENDERER_VERSION = 3;

export type Build = 'slim' | 'medium' | 'broad' | 'heavy';
export type Hair = 'bald' | 'crop' | 'short' | 'parted' | 'curly' | 'bob' | 'long' | 'ponytail' | 'bun';
export type Hat = 'none' | 'fedora' | 'cap' | 'beanie' | 'wide_brim';
export type Outfit = 'shirt' | 'suit' | 'coat' | 'hoodie' | 'jacket' | 'dress' | 'skirt';

/** What tells a character from the others in every panel. Tones: 1 paper white, 0 black. */
export interface Look {
  /** Metres. */
  readonly height: number;
  readonly build: Build;
  /** Proportions of shoulders, waist and hips: 0 straight and wide-shouldered, 1 narrow-shouldered and curved. */
  readonly curve: number;
  readonly hair: Hair;
  readonly hairTone: number;
  readonly hat: Hat;
  readonly outfit: Outfit;
  readonly tone: number;
  readonly legTone: number;
  readonly skinTone: number;
  readonly beard: boolean;
  readonly glasses: boolean;
  readonly age: 'child' | 'adult' | 'old';
}

/** `partner`: the nearest other figure, or a little off the camera when there is none. Left and right as on screen. */
export type Facing = 'partner' | 'camera' | 'left' | 'right' | 'away';

export interface FigureSpec {
  readonly name: string;
  readonly look: Look;
  readonly pose: PoseName;
  readonly facing: Facing;
  readonly speaking?: boolean;
}

export interface SetSpec {
  readonly kind: SetKind;
  readonly interior: boolean;
  readonly time: 'day' | 'night' | 'dusk';
  /** What the script tells stands in the water. */
  readonly landmark?: 'bridge';
}

/** The whole input of a frame: plain JSON, so that its hash names the picture. */
export interface PrevizSpec {
  readonly renderer: typeof RENDERER_VERSION;
  /** Width over height. */
  readonly aspectRatio: number;
  /** Pixels. */
  readonly width: number;
  /** Varies furniture, stance and the hand of the line, never who is who. */
  readonly seed: number;
  readonly shot: {
    readonly size: ShotSize;
    readonly angle: Angle;
    readonly movement: Movement;
    /** Focal length in millimetres on Super 35. */
    readonly lens: number;
  };
  readonly set: SetSpec;
  /** One to four people; none for an empty set. */
  readonly figures: readonly FigureSpec[];
  /** Index of the figure the frame is about. */
  readonly focus: number;
  /** What an insert shows. */
  readonly prop?: PropName;
  /** What was put by hand; whoever and whatever it leaves out stands where the spec puts it. */
  readonly blocking?: Blocking;
}
