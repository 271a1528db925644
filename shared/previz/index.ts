/** The built-in previz artist: shot spec in, storyboard frame out. Pure and deterministic; knows no files and no jobs. */
export { lookOf } from './cast-look.ts';
export { cameraAt, markOf, project, type Camera } from './camera.ts';
export { composeScene, type Scene } from './compose-scene.ts';
export type { Model } from './geometry/model.ts';
export { isAnybodySeen, mapWidth, renderMap, type MapPicture } from './maps/render-map.ts';
export { renderFrame, type Frame } from './render-frame.ts';
export { specFromScript, type ScriptInput, type ScriptLine } from './script/spec-from-script.ts';
export { blockingOf, withBlocking } from './staging/automatic.ts';
export {
  MOST_PEOPLE,
  NOTHING_BLOCKED,
  PROP_KINDS,
  partsOf,
  readBlocking,
  type Blocking,
  type BlockingParts,
  type CameraMark,
  type EndMark,
  type FigureMark,
  type LightMark,
  type PropKind,
  type PropMark,
  type Reach,
} from './staging/blocking.ts';
export { compositionOf, type Composition } from './staging/composition.ts';
export { crossesLine, lineOfAction, sideOfLine, type LineOfAction } from './staging/line-of-action.ts';
export { PROP_LIBRARY, planOffset } from './staging/props.ts';
export { INTERIORS } from './kinds.ts';
export {
  POSES,
  PROPS,
  RENDERER_VERSION,
  SET_KINDS,
  type FigureSpec,
  type Look,
  type PoseName,
  type PrevizSpec,
  type PropName,
  type SetKind,
  type SetSpec,
} from './spec.ts';
