/** Boards as files: sheets to print, shot lists, pictures. */
export { createAsDrawn, type AsDrawn } from './as-drawn.ts';
export { createBoards, type BoardsOptions } from './boards.ts';
export { drawingsOf } from './drawings-of.ts';
export { createDrawings } from './drawings.ts';
export type { DrawingsOptions } from './drawings-options.ts';
export type {
  AiReportChoices,
  BoardFile,
  Boards,
  DrawingCopy,
  DrawingDocument,
  Drawings,
  PictureChoices,
  SheetChoices,
  ShotListChoices,
} from './port.ts';
