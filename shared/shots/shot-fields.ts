import type { Field } from './field.ts';
import {
  ANGLES,
  ANGLE_NAMES,
  CAMERAS,
  LENSES,
  MOVEMENTS,
  MOVEMENT_NAMES,
  SHOT_SIZES,
  SHOT_SIZE_NAMES,
  STATUSES,
  shortSize,
  type Shot,
  type ShotSize,
} from './shot.ts';

export type ShotFieldName = Exclude<keyof Shot, 'id'>;

/** UTF-16 units that a line of text and a note may have: what no person writes is not read. */
export const MOST_OF_A_LINE = 500;
export const MOST_OF_A_NOTE = 4000;

const STATUS_NAMES = { planned: 'Planned', ready: 'Ready', shot: 'Shot', dropped: 'Dropped' } as const;

/** Everything that can be said of a camera setup, in the order in which it is asked for. */
export const SHOT_FIELDS: readonly Field<ShotFieldName>[] = [
  {
    ...{ name: 'size', label: 'Size', group: 'camera', shown: true, kind: 'choice', default: 'MS' },
    choices: SHOT_SIZES.map((size) => [size, sizeText(size)]),
  },
  {
    ...{ name: 'angle', label: 'Angle', group: 'camera', shown: true, kind: 'choice', default: 'eye' },
    choices: ANGLES.map((angle) => [angle, ANGLE_NAMES[angle]]),
  },
  {
    ...{ name: 'movement', label: 'Movement', group: 'camera', shown: true, kind: 'choice', default: 'static' },
    choices: MOVEMENTS.map((movement) => [movement, MOVEMENT_NAMES[movement]]),
  },
  {
    ...{ name: 'lens', label: 'Lens', group: 'camera', shown: true, kind: 'number', default: 35 },
    ...{ min: 4, max: 2000, unit: 'mm', steps: LENSES },
  },
  line('subject', 'Subject', 'frame'),
  {
    ...{ name: 'sound', label: 'Recorded', group: 'audio', shown: true, kind: 'choice', default: 'sync' },
    choices: [
      ['sync', 'Sync'],
      ['mos', 'MOS'],
      ['vo', 'VO'],
    ],
  },
  line('equipment', 'Equipment', 'camera', [
    'Tripod',
    'Dolly',
    'Slider',
    'Crane',
    'Jib',
    'Steadicam',
    'Gimbal',
    'Shoulder rig',
    'Drone',
    'Car mount',
    'Underwater housing',
  ]),
  {
    ...{ name: 'frameRate', label: 'Frame rate', group: 'camera', shown: false, kind: 'number', default: null },
    ...{ min: 1, max: 1000, unit: 'fps', steps: [23.976, 24, 25, 29.97, 30, 48, 50, 60, 96, 120, 240] },
  },
  {
    ...{ name: 'camera', label: 'Camera', group: 'camera', shown: false, kind: 'choice', default: 'A' },
    choices: CAMERAS.map((letter) => [letter, letter]),
  },
  { name: 'cast', label: 'Cast', group: 'content', shown: false, kind: 'names', default: [] },
  { name: 'props', label: 'Props', group: 'content', shown: false, kind: 'names', default: [] },
  line('location', 'Location', 'content'),
  { name: 'vfx', label: 'VFX', group: 'content', shown: false, kind: 'flag', default: false },
  line('name', 'Own name', 'production'),
  {
    ...{ name: 'status', label: 'Status', group: 'production', shown: false, kind: 'choice', default: 'planned' },
    choices: STATUSES.map((status) => [status, STATUS_NAMES[status]]),
  },
  minutes('setupMinutes', 'Est. setup'),
  minutes('shootMinutes', 'Est. shoot'),
  {
    ...{ name: 'notes', label: 'Shot notes', group: 'production', shown: false, kind: 'text', default: '' },
    ...{ most: MOST_OF_A_NOTE, lines: 'many', suggestions: [] },
  },
];

/** `CU · Close-up`; what is called by its name on the slate too is said once. */
function sizeText(size: ShotSize): string {
  const name = SHOT_SIZE_NAMES[size];
  return name.toUpperCase() === size ? name : `${shortSize(size)} · ${name}`;
}

function line(
  name: ShotFieldName,
  label: string,
  group: Field['group'],
  suggestions: readonly string[] = [],
): Field<ShotFieldName> {
  const about = { name, label, group, shown: false, kind: 'text', default: '' } as const;
  return { ...about, most: MOST_OF_A_LINE, lines: 'one', suggestions };
}

function minutes(name: ShotFieldName, label: string): Field<ShotFieldName> {
  const about = { name, label, group: 'production', shown: false, kind: 'number', default: null } as const;
  return { ...about, min: 0, max: 1440, unit: 'min', steps: [5, 10, 15, 20, 30, 45, 60, 90, 120] };
}

/** A setup of which nobody has said anything. */
export const DEFAULT_SHOT = Object.fromEntries(
  SHOT_FIELDS.map((field) => [field.name, field.default]),
) as unknown as Omit<Shot, 'id'>;
