/**
 * A script in pages, by arithmetic on characters: lines, page breaks, what is printed where a speech or a scene goes on,
 * lengths in eighths, running time. Draws nothing and knows no screen.
 */
export { paginate, repaginate, type Pagination } from './paginate.ts';
export type { LineRole, Page, PageHeading, PageLine } from './page.ts';
export {
  A4,
  bodyHeight,
  cellsBetween,
  LINE,
  linesPerPage,
  paperSettings,
  PITCH,
  US_LETTER,
  type Continuations,
  type ElementLayout,
  type PageSettings,
} from './settings.ts';
export { settingsFromLayout } from './settings-from-layout.ts';
export { ON_BOTH_SIDES, layoutOnPaper, pageSettingsOf, samePages } from './page-setup.ts';
export type { PageSetup, Paper } from '#shared/screenplay/index.ts';
export { layoutOf } from './block.ts';
export { layoutBeside, speechesBeside, type SpeechPair } from './beside.ts';
export { layoutTitlePage, type TitleField, type TitleLine, type TitleText } from './title-page.ts';
export { edgeDate, footerOf, headerOf, type EdgePage, type EdgeText } from './page-edges.ts';
export { printedLine, type PrintedLine } from './printed-line.ts';
export { sceneLengths, scriptLength, type SceneLength } from './scene-lengths.ts';
export { secondsByCharacters, secondsByElements, secondsByPages } from './running-time.ts';
export { cellsOf, graphemesOf, textCells } from './cells.ts';
