/** Shot and camera vocabulary, and how shots are numbered. Knows no script and no picture. */
export { numberPanels, shotLetter } from './numbering.ts';
export {
  ANGLES,
  ANGLE_NAMES,
  DEFAULT_SHOT,
  LENSES,
  MOVEMENTS,
  MOVEMENT_NAMES,
  SHOT_SIZES,
  SHOT_SIZE_NAMES,
  type Angle,
  type Movement,
  type Shot,
  type ShotSize,
} from './shot.ts';
