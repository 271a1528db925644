/** Shot and camera vocabulary, what can be said of a shot, and how shots are numbered. Knows no script and no picture. */
export {
  FIELD_GROUPS,
  checkedValue,
  parseValue,
  valueText,
  type Field,
  type FieldGroup,
  type FieldValue,
} from './field.ts';
export {
  labelSetups,
  numberPanels,
  numberingOf,
  shotLetter,
  slateName,
  type LetterSchool,
  type Numbering,
} from './numbering.ts';
export { DEFAULT_SHOT, MOST_OF_A_LINE, MOST_OF_A_NOTE, SHOT_FIELDS, type ShotFieldName } from './shot-fields.ts';
export {
  ANGLES,
  ANGLE_NAMES,
  CAMERAS,
  LENSES,
  MOVEMENTS,
  MOVEMENT_NAMES,
  SHOT_SIZES,
  SHOT_SIZE_NAMES,
  SOUNDS,
  STATUSES,
  isOverShoulder,
  shortSize,
  type Angle,
  type CameraLetter,
  type Movement,
  type Shot,
  type ShotSize,
  type ShotStatus,
  type Sound,
} from './shot.ts';
export { STRUCTURES, STRUCTURE_MAPS, STRUCTURE_NAMES, type Structure, type StructureMap } from './structure.ts';
