/** Panels, their order and takes, and how they hang on the script. Pure: knows neither Yjs nor pictures' bytes. */
export {
  DEFAULT_DURATION_MS,
  SUGGESTED_PARTS,
  TAKE_SOURCES,
  TRANSITIONS,
  TRANSITION_NAMES,
  chosenTake,
  isMadeByAi,
  type BlockingParts,
  type Panel,
  type PanelText,
  type Suggested,
  type SuggestedPart,
  type Take,
  type TakeSource,
  type Transition,
} from './panel.ts';
export { BOARD_FIELDS, DEFAULT_PANEL, PANEL_FIELDS, type BoardField, type PanelFieldName } from './panel-fields.ts';
export { allPanels, arrangePanels, byOrder, type SceneBoard, type Storyboard } from './arrange.ts';
export {
  MOST_OF_A_NOTE,
  TAKE_FAULTS,
  TAKE_FAULT_NAMES,
  TAKE_VERDICTS,
  TAKE_VERDICT_NAMES,
  faultsOf,
  judgementsOf,
  verdictOn,
  type Judgement,
  type TakeFault,
  type TakeVerdict,
} from './judgement.ts';
export { tallyTakes, type RecordedTake, type TakeTally } from './take-tally.ts';
export { altText } from './alt-text.ts';
export { MOST_WRITTEN_SHOTS, readProposal, scriptLines, type ReadProposal, type WrittenShot } from './read-proposal.ts';
export { gapsIn } from './coverage.ts';
export { asWritten, effectiveBlocking, type EffectiveBlocking } from './blocking.ts';
export { promptOf } from './prompt.ts';
export {
  DRAWN_HERE,
  MOST_OF_A_PROMPT,
  MOST_PANELS_AT_ONCE,
  NO_STYLE,
  referencesOf,
  structureMapOf,
  type PictureOrder,
  type PictureStyle,
  type ReferencePicture,
  type ReferenceRole,
} from './picture-order.ts';
export {
  briefOf,
  type Brief,
  type BriefInput,
  type BriefLine,
  type LooksByName,
  type LookWords,
  type PictureBrief,
} from './picture-brief.ts';
export { durationOf } from './duration.ts';
export { panelCount, runningTime, seconds } from './board-words.ts';
export { heirsOf, inherit, type Heirs, type LineText } from './heirs.ts';
export {
  anchoredLines,
  excerptOf,
  hashOfLines,
  isStale,
  linesById,
  linkOf,
  panelsByLine,
  wordsOfLines,
  wordsToKeep,
  type Excerpt,
  type Lines,
  type Link,
} from './links.ts';
export { placeInBoard, positionByScript, type Placement } from './placement.ts';
export { planScene, type PlannedPanel } from './plan-scene.ts';
export { boardOfAll, joinedSetup, splitSetups } from './setups.ts';
export { rehang, type Rehung } from './rehang.ts';
export { namePanels, type NamedPanel } from './name-panels.ts';
export { pictureNames } from './picture-names.ts';
export { SHOT_COLUMNS, saidOf, type ShotColumn } from './shot-columns.ts';
export { inShootingOrder, shotList, type ShotListOptions, type ShotRow } from './shot-list.ts';
export { SHEET_FIELDS, printedWords, type PrintedWords, type SheetContext, type SheetField } from './sheet-fields.ts';
export { APPROACHES, type Approach } from './approach.ts';
export {
  framesInOrder,
  proposeCoverage,
  runningTimeOf,
  type ProposedFrame,
  type ProposedShot,
} from './propose-coverage.ts';
