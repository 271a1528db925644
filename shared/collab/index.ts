/**
 * The project document: its names, roots and typed readers and writers. Whoever reads or changes a Y.Doc of Beatboard
 * does it through here; no other module knows how a panel or an element is laid out in Yjs.
 */
export {
  ROOTS,
  SCHEMA_VERSION,
  SKETCH_ROOTS,
  defineRoots,
  defineSketchRoots,
  parseDocumentName,
  projectDocument,
  rootsOf,
  scriptRoot,
  sketchDocument,
  type ParsedDocumentName,
  type ProjectDoc,
  type Root,
} from './document.ts';
export { applyState } from './apply-state.ts';
export { loadState, loadUpdates } from './load-state.ts';
export { panelIdsIn } from './panel-ids.ts';
export { EDIT, type Origin } from './origin.ts';
export {
  ELEMENT_NODE,
  MOST_OF_A_BOOKMARK,
  appendScript,
  createElementNode,
  readElement,
  readLines,
  readScript,
} from './script.ts';
export { editTitleField, observeTitlePage, readTitlePage, writeTitlePage } from './title-page.ts';
export {
  addPanel,
  addTake,
  deletePanels,
  joinShot,
  judgeTake,
  markSuggested,
  observeBoards,
  placePanels,
  readPanel,
  readPanels,
  readPanelsOn,
  readShot,
  readShots,
  splitShot,
  updatePanel,
  updateShot,
  writeBlocking,
  type BoardChanges,
  type NewPanel,
  type PanelPatch,
  type ShotPatch,
} from './boards.ts';
export {
  addCharacter,
  addLocation,
  addLook,
  deleteCharacter,
  deleteLocation,
  deleteLook,
  holdInScene,
  markDay,
  observeCast,
  putPicture,
  readCharacters,
  readDayMarks,
  readLocations,
  looksReader,
  panelCastReader,
  removePicture,
  updateCharacter,
  updateLocation,
  updateLook,
  type LookPlace,
  type PictureHolder,
} from './cast.ts';
export {
  LONGEST_LAYER_NAME,
  MOST_LAYERS,
  loadSketch,
  observeSketch,
  packDrawing,
  putLayer,
  putMarks,
  readDrawing,
  readLayers,
  readMark,
  removeLayer,
  removeMarks,
  type SketchChanges,
} from './sketch.ts';
export { readBoards, type ReadBoards } from './read-boards.ts';
export { readProjectState } from './snapshot.ts';
export { readPlainDrawing, writePlainDrawing, type PlainDrawing } from './plain-drawing.ts';
export { readPlainProject, writePlainProject, type PlainProject } from './plain-project.ts';
export { followMoves } from './follow-moves.ts';
export { holdPanels } from './hold-panels.ts';
export { moveLines } from './move-lines.ts';
export { numberScenes } from './scene-numbers.ts';
export { bookmarkLine, colourScene, omitScene, restoreScene, writeSynopsis } from './scene-acts.ts';
export { rewriteScript } from './rewrite-script.ts';
export { changeBackTo } from './restore.ts';
export { leaveTidying } from './tidying.ts';
export { createUndo } from './undo.ts';
export {
  DEFAULT_SETTINGS,
  observeSettings,
  readSettings,
  writeSettings,
  type Logo,
  type ProjectSettings,
} from './settings.ts';
export { addWord, readWords, removeWord } from './words.ts';
