/** Points, upright. */
export const SHEET_PAPERS = {
  letter: { width: 612, height: 792 },
  a4: { width: 595.28, height: 841.89 },
  legal: { width: 612, height: 1008 },
  a3: { width: 841.89, height: 1190.55 },
  tabloid: { width: 792, height: 1224 },
} as const;
export type SheetPaper = keyof typeof SHEET_PAPERS;

export interface SheetLayout {
  readonly paper: SheetPaper;
  readonly landscape: boolean;
  /** Pictures with their words below, or one under the other with the words at their right. */
  readonly kind: 'grid' | 'list';
  /** 1 to 8; a list has one column. */
  readonly columns: number;
  readonly rows: number;
  /** Each scene begins on a new sheet. */
  readonly sceneBreaks: boolean;
}

export interface SheetPanel {
  /** As printed: `12A1`. */
  readonly number: string;
  /** Beside the number: size, seconds. */
  readonly note: string;
  /** Bytes of any picture file; null for a frame without one. */
  readonly picture: Uint8Array | null;
  /** Stands in a corner of the picture: how it was made, where that has to be said. */
  readonly mark: string | null;
  readonly lines: readonly { readonly label: string | null; readonly text: string }[];
}

export interface SheetScene {
  readonly number: string;
  readonly heading: string;
  readonly panels: readonly SheetPanel[];
}

export interface SheetsRequest {
  readonly title: string;
  /** Panels and running time, say; at the right of the title. */
  readonly summary: string;
  readonly footer: string;
  /** Bytes of any picture file, at the foot before its words; null for none. */
  readonly logo: Uint8Array | null;
  /** Width by height of every frame. */
  readonly aspectRatio: number;
  readonly layout: SheetLayout;
  readonly scenes: readonly SheetScene[];
  /** Stands in the document's information. The same request gives the same bytes. */
  readonly createdAt: Date;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const MARGIN = 36;
/** Above the panels: the film's title, and the scene. */
export const HEADER = 40;
export const FOOTER = 18;
const GAP = 12;
/** Below a picture that has words, at least: its number and two lines. */
const WORDS = 40;
const BESIDE = 10;

export function paperOf({ paper, landscape }: SheetLayout): { width: number; height: number } {
  const { width, height } = SHEET_PAPERS[paper];
  return landscape ? { width: height, height: width } : { width, height };
}

/** Where on a sheet its panels stand, in reading order: the picture, and the words that belong to it. */
export function cellsOf(layout: SheetLayout, aspectRatio: number): { readonly picture: Box; readonly words: Box }[] {
  const paper = paperOf(layout);
  const columns = layout.kind === 'list' ? 1 : layout.columns;
  const area = {
    width: paper.width - 2 * MARGIN,
    height: paper.height - 2 * MARGIN - HEADER - FOOTER,
  };
  const width = (area.width - (columns - 1) * GAP) / columns;
  const height = (area.height - (layout.rows - 1) * GAP) / layout.rows;
  return Array.from({ length: columns * layout.rows }, (_, i) => {
    const cell = {
      left: MARGIN + (i % columns) * (width + GAP),
      top: MARGIN + HEADER + Math.floor(i / columns) * (height + GAP),
      ...{ width, height },
    };
    return layout.kind === 'list' ? wordsBeside(cell, aspectRatio) : wordsBelow(cell, aspectRatio);
  });
}

function wordsBelow(cell: Box, aspectRatio: number): { picture: Box; words: Box } {
  const high = Math.max(cell.height - WORDS, cell.height / 3);
  const width = Math.min(cell.width, high * aspectRatio);
  const height = width / aspectRatio;
  const top = cell.top + height + 4;
  return {
    picture: { left: cell.left, top: cell.top, width, height },
    words: { ...cell, top, height: cell.top + cell.height - top },
  };
}

function wordsBeside(cell: Box, aspectRatio: number): { picture: Box; words: Box } {
  const width = Math.min(cell.width * 0.45, cell.height * aspectRatio);
  const left = cell.left + width + BESIDE;
  return {
    picture: { left: cell.left, top: cell.top, width, height: width / aspectRatio },
    words: { ...cell, left, width: cell.left + cell.width - left },
  };
}
