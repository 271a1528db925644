import type { ShotId } from '#shared/lib/ids.ts';

export const SHOT_SIZES = [
  'ECU',
  'VCU',
  'CU',
  'MCU',
  'MS',
  'MLS',
  'FS',
  'LS',
  'EWS',
  'EST',
  'OTS',
  'OTS_L',
  'OTS_R',
  '2S',
  'POV',
  'INSERT',
] as const;
export type ShotSize = (typeof SHOT_SIZES)[number];

export const ANGLES = ['eye', 'high', 'low', 'birds_eye', 'worms_eye', 'dutch'] as const;
export type Angle = (typeof ANGLES)[number];

export const MOVEMENTS = [
  'static',
  'pan_left',
  'pan_right',
  'tilt_up',
  'tilt_down',
  'dolly_in',
  'dolly_out',
  'truck_left',
  'truck_right',
  'boom_up',
  'boom_down',
  'zoom_in',
  'zoom_out',
  'handheld',
  'steadicam',
  'rack_focus',
] as const;
export type Movement = (typeof MOVEMENTS)[number];

/** Prime lenses offered, in millimetres on a Super 35 gate. */
export const LENSES = [12, 16, 18, 22, 24, 35, 50, 85, 100] as const;

/** Recorded with the picture, without sound, or to words that are laid over it. */
export const SOUNDS = ['sync', 'mos', 'vo'] as const;
export type Sound = (typeof SOUNDS)[number];

export const STATUSES = ['planned', 'ready', 'shot', 'dropped'] as const;
export type ShotStatus = (typeof STATUSES)[number];

export const CAMERAS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;
export type CameraLetter = (typeof CAMERAS)[number];

/** A camera setup. Its panels are frames of it. `SHOT_FIELDS` says what each field may hold. */
export interface Shot {
  readonly id: ShotId;
  /** The crew's own name for it; empty: it is called by its number. */
  readonly name: string;
  readonly size: ShotSize;
  readonly angle: Angle;
  readonly movement: Movement;
  /** Focal length in millimetres. */
  readonly lens: number;
  /** Who or what the frame is about, and how it is composed. */
  readonly subject: string;
  readonly equipment: string;
  /** Frames a second; null: the film's own rate. */
  readonly frameRate: number | null;
  readonly sound: Sound;
  readonly camera: CameraLetter;
  /** Empty: whoever the lines name. */
  readonly cast: readonly string[];
  readonly props: readonly string[];
  /** Empty: the place of the scene's heading. */
  readonly location: string;
  readonly vfx: boolean;
  readonly notes: string;
  readonly status: ShotStatus;
  /** Minutes; null: not estimated. */
  readonly setupMinutes: number | null;
  readonly shootMinutes: number | null;
}

/** What the trade calls them, for menus and tooltips. */
export const SHOT_SIZE_NAMES: Readonly<Record<ShotSize, string>> = {
  ECU: 'Extreme close-up',
  VCU: 'Very close-up',
  CU: 'Close-up',
  MCU: 'Medium close-up',
  MS: 'Medium shot',
  MLS: 'Medium long shot (cowboy)',
  FS: 'Full shot',
  LS: 'Long shot',
  EWS: 'Extreme wide shot',
  EST: 'Establishing shot',
  OTS: 'Over the shoulder',
  OTS_L: 'Over the left shoulder',
  OTS_R: 'Over the right shoulder',
  '2S': 'Two-shot',
  POV: 'Point of view',
  INSERT: 'Insert',
};

const SHORT_NAMES: Partial<Record<ShotSize, string>> = { OTS_L: 'OTS left', OTS_R: 'OTS right' };

/** As it stands on a card: `MCU`, `OTS left`. */
export function shortSize(size: ShotSize): string {
  return SHORT_NAMES[size] ?? size;
}

/** Whether somebody's shoulder stands in the foreground, on whichever side. */
export function isOverShoulder(size: ShotSize): size is 'OTS' | 'OTS_L' | 'OTS_R' {
  return size === 'OTS' || size === 'OTS_L' || size === 'OTS_R';
}

export const ANGLE_NAMES: Readonly<Record<Angle, string>> = {
  eye: 'Eye level',
  high: 'High angle',
  low: 'Low angle',
  birds_eye: 'Bird’s-eye',
  worms_eye: 'Worm’s-eye',
  dutch: 'Dutch angle',
};

export const MOVEMENT_NAMES: Readonly<Record<Movement, string>> = {
  static: 'Static',
  pan_left: 'Pan left',
  pan_right: 'Pan right',
  tilt_up: 'Tilt up',
  tilt_down: 'Tilt down',
  dolly_in: 'Dolly in',
  dolly_out: 'Dolly out',
  truck_left: 'Truck left',
  truck_right: 'Truck right',
  boom_up: 'Boom up',
  boom_down: 'Boom down',
  zoom_in: 'Zoom in',
  zoom_out: 'Zoom out',
  handheld: 'Handheld',
  steadicam: 'Steadicam',
  rack_focus: 'Rack focus',
};
