/**
 * The script in the text editor: its ProseMirror schema, and the binding that keeps an editor's document and the Yjs
 * script equal. Runs headless; views, keys and looks live in app/features/script.
 */
export { ScriptBinding, type ScriptPlace } from './binding.ts';
export { textDifference, type TextDifference } from './element-text.ts';
export { elementIds } from './element-ids.ts';
export { isRemote } from './remote.ts';
export { retype } from './retype.ts';
export { ELEMENT, STRETCH, attributesOf, domAttributes, scriptExtensions, type ElementAttributes } from './schema.ts';
export {
  elementsOf,
  evenStretches,
  flatSlice,
  indexAt,
  indexOf,
  positionOf,
  replaceElements,
  standsInSpeech,
} from './stretches.ts';
export { SCRIPT_ORIGIN, asOwnUndoStep, scriptSync } from './sync-plugin.ts';
