/** The built-in previz artist: shot spec in, storyboard frame out. Pure and deterministic; knows no files and no jobs. */
export { lookOf } from './cast-look.ts';
export { renderFrame, type Frame } from './render-frame.ts';
export { specFromScript, type ScriptInput, type ScriptLine } from './script/spec-from-script.ts';
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
