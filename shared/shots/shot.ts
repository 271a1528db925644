import type { ShotId } from '#shared/lib/ids.ts';

export const SHOT_SIZES = ['ECU', 'CU', 'MCU', 'MS', 'MLS', 'FS', 'LS', 'EWS', 'OTS', '2S', 'POV', 'INSERT'] as const;
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

/** A camera setup. Its panels are frames of it. */
export interface Shot {
  readonly id: ShotId;
  readonly size: ShotSize;
  readonly angle: Angle;
  readonly movement: Movement;
  /** Focal length in millimetres. */
  readonly lens: number;
}

export const DEFAULT_SHOT: Omit<Shot, 'id'> = { size: 'MS', angle: 'eye', movement: 'static', lens: 35 };

/** What the trade calls them, for menus and tooltips. */
export const SHOT_SIZE_NAMES: Readonly<Record<ShotSize, string>> = {
  ECU: 'Extreme close-up',
  CU: 'Close-up',
  MCU: 'Medium close-up',
  MS: 'Medium shot',
  MLS: 'Medium long shot (cowboy)',
  FS: 'Full shot',
  LS: 'Long shot',
  EWS: 'Extreme wide shot',
  OTS: 'Over the shoulder',
  '2S': 'Two-shot',
  POV: 'Point of view',
  INSERT: 'Insert',
};

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
