/** The script as data: elements, scenes, headings. No files, no pages, no editor, no sync. */
export {
  ELEMENT_TYPES,
  isCapitalised,
  isElementType,
  isOutline,
  isSaid,
  sameLayout,
  sameOmitted,
  sameParagraph,
  styledPieces,
  type ElementType,
  type Kept,
  type Screenplay,
  type ScriptElement,
  type ScriptParagraph,
  type StyleSpan,
  type TextRun,
  type TextStyle,
  type TitlePage,
} from './element.ts';
export { sceneByElement, scenesOf, type Scene } from './scene.ts';
export { bookmarksOf, type Bookmark } from './bookmarks.ts';
export {
  OMITTED,
  foldOmitted,
  omittedOf,
  omittedRuns,
  ownHeading,
  unfoldOmitted,
  withId,
  type OmittedRun,
} from './omitted.ts';
export { endOfRow, linesOfRow, outlineOf, type OutlineRow } from './outline.ts';
export { sceneNumbers, type NumberSchool } from './scene-numbers.ts';
export { TIMES, introOf, parseHeading, type Heading, type TimeOfDay } from './heading.ts';
export { daylightOf, daylightsOf, type Daylight } from './daylight.ts';
export { CONTINUED, EXTENSIONS, charactersOf, parseCue, type Character, type Cue } from './cue.ts';
export {
  FINAL_DRAFT_KEYS,
  afterBackspace,
  afterReturn,
  afterShiftTab,
  afterTab,
  typeByDigit,
  type CaretPlace,
  type KeyRow,
  type Keymap,
  type TabResult,
} from './keys.ts';
export { KEY_PRESETS, isKeyPreset, type KeyPreset } from './key-presets.ts';
export { PLAIN_KEYS, checkedKeyChoices, keymapOf, withKey, type KeyChoices } from './key-choices.ts';
export { automaticAt, isTransitionLine, mayBeName, type Automatic } from './automatic.ts';
export { formatEighths } from './eighths.ts';
export {
  findIn,
  isScope,
  nameLike,
  renameCharacter,
  type Found,
  type Query,
  type Replacement,
  type Scope,
} from './find.ts';
export { recogniseType } from './smart-type.ts';
export { bareWord, namesIn, spelledWords, type SpelledWord } from './spelling.ts';
export { suggestionsFor, type Suggestions } from './suggestions.ts';
export {
  FINAL_DRAFT_TYPES,
  paperOf,
  setupOf,
  typeOfStyle,
  type DialogueBreaks,
  type PageSetup,
  type Paper,
  type SceneBreaks,
  type ScriptLayout,
} from './layout.ts';
export type { ParagraphLayout, ParagraphStyle, StyleLayout } from './style-layout.ts';
export type { EdgeLine, EdgePart, EdgeTab, PageEdge } from './page-edge.ts';
export { checkedLayout, checkedParagraphStyle, paragraphStyleOf } from './checked-layout.ts';
export { inCapitals, printedHeading } from './capitals.ts';
export { forwardSearch, hasHidden, hiddenIn, isBoneyard, mapPrinted, printedText, type Hidden } from './hidden.ts';
