/**
 * The project document: its names, roots and typed readers and writers. Whoever reads or changes a Y.Doc of Beatboard
 * does it through here; no other module knows how a panel or an element is laid out in Yjs.
 */
export {
  ROOTS,
  SCHEMA_VERSION,
  SKETCH_ROOTS,
  defineRoots,
  parseDocumentName,
  projectDocument,
  rootsOf,
  scriptRoot,
  sketchDocument,
  type ParsedDocumentName,
  type ProjectDoc,
  type Root,
} from './document.ts';
export { loadState, loadUpdates } from './load-state.ts';
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
  observeBoards,
  placePanels,
  readPanel,
  readPanels,
  readShot,
  readShots,
  updatePanel,
  updateShot,
  type BoardChanges,
  type NewPanel,
  type PanelPatch,
  type ShotPatch,
} from './boards.ts';
export { readProjectState } from './snapshot.ts';
export { followMoves } from './follow-moves.ts';
export { moveLines } from './move-lines.ts';
export { numberScenes } from './scene-numbers.ts';
export { bookmarkLine, colourScene, omitScene, restoreScene, writeSynopsis } from './scene-acts.ts';
export { rewriteScript } from './rewrite-script.ts';
export { restoreState } from './restore.ts';
export { leaveTidying } from './tidying.ts';
export { createUndo } from './undo.ts';
export { observeSettings, readSettings, writeSettings, type ProjectSettings } from './settings.ts';
export { addWord, readWords, removeWord } from './words.ts';
