import {
  ELEMENT_TYPES,
  isCapitalised,
  type EdgeLine,
  type ElementType,
  type PageEdge,
  type Paper,
} from '#shared/screenplay/index.ts';

/** Which page-break rules a paragraph follows. Speech is a cue and what is said under it. */
export type BreaksAs = 'heading' | 'action' | 'transition' | 'speech';

/** Where the paragraphs of one style stand. Inches count from the paper's left edge, points are 1/72 inch. */
export interface ElementLayout {
  readonly left: number;
  readonly right: number;
  /** Inches by which the first line starts right of `left`; negative hangs out to the left. */
  readonly firstIndent: number;
  readonly alignment: 'left' | 'center' | 'right';
  /** Points above the paragraph, but for one at the top of a page. */
  readonly spaceBefore: number;
  /** Points from one baseline to the next: 12, or 18 and 24 for wider spacing. */
  readonly lineHeight: number;
  readonly startsNewPage: boolean;
  readonly breaksAs: BreaksAs;
  readonly capitals: boolean;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  /** Outline material of a file's own: never printed. */
  readonly hidden: boolean;
}

/** What is printed where a speech or a scene runs over a page; an empty text is not printed and takes no line. */
export interface Continuations {
  /** Under the last line of a speech that goes on: `(MORE)`. */
  readonly more: string;
  /** Behind the cue that is repeated on the next page: `(CONT'D)`. */
  readonly contd: string;
  /** Whether the cue of a character who speaks again after action says `contd` too. */
  readonly automaticContd: boolean;
  /** At the foot of a page that ends inside a scene: `(CONTINUED)`. */
  readonly sceneBottom: string;
  /** At the head of the next one: `CONTINUED:`. */
  readonly sceneTop: string;
  /** Whether `sceneTop` counts the pages: `CONTINUED: (2)`. */
  readonly sceneCounted: boolean;
}

/** Everything that decides where lines and pages end. */
export interface PageSettings {
  /** Points. */
  readonly paper: { readonly width: number; readonly height: number };
  /** Points from the paper's edges; header and footer are where their own lines stand. */
  readonly margins: {
    readonly top: number;
    readonly bottom: number;
    readonly header: number;
    readonly footer: number;
  };
  readonly elements: Readonly<Record<ElementType, ElementLayout>>;
  /** Styles that a file brought with it, by name: `New Act`, `Cast List`. */
  readonly styles: Readonly<Record<string, ElementLayout>>;
  /** The columns of a dual dialogue. */
  readonly dual: readonly [DualColumn, DualColumn];
  readonly continuations: Continuations;
  readonly header: Required<PageEdge>;
  readonly footer: Required<PageEdge>;
  /** What the first page is called: 1. */
  readonly firstPage: number;
  /** Whether action and speech part at a sentence's end where there is one. */
  readonly breaksAtSentences: boolean;
}

export type SpokenType = 'character' | 'parenthetical' | 'dialogue' | 'lyrics';
export type DualColumn = Readonly<Record<SpokenType, ElementLayout>>;

/** Height of a line of 12 pt Courier, six to the inch. */
export const LINE = 12;
/** Characters to the inch. */
export const PITCH = 10;

/**
 * Cells a line holds between two indents. Indents are stored in hundredths of an inch, and Final Draft's own face runs a
 * trifle narrower than ten to the inch: 3.69 inches hold 37 characters.
 */
export function cellsBetween(left: number, right: number): number {
  return Math.max(1, Math.floor((right - left) * PITCH + 0.25));
}

/** Points of a page's height that text may fill. */
export function bodyHeight({ paper, margins }: PageSettings): number {
  return Math.max(LINE, Math.floor(paper.height - margins.top - margins.bottom));
}

export function linesPerPage(settings: PageSettings): number {
  return Math.floor(bodyHeight(settings) / LINE);
}

const CONTINUATIONS: Continuations = {
  more: '(MORE)',
  contd: "(CONT'D)",
  automaticContd: false,
  sceneBottom: '',
  sceneTop: '',
  sceneCounted: false,
};

const BREAKS_AS: Readonly<Partial<Record<ElementType, BreaksAs>>> = {
  scene_heading: 'heading',
  shot: 'heading',
  transition: 'transition',
  character: 'speech',
  parenthetical: 'speech',
  dialogue: 'speech',
};

/** The rules that paragraphs of a type follow. */
export function breaksAsOf(type: ElementType | undefined): BreaksAs {
  return (type && BREAKS_AS[type]) ?? 'action';
}

type Place = readonly [left: number, right: number, spaceBefore: number, more?: Partial<ElementLayout>];

function element(type: ElementType, [left, right, spaceBefore, more]: Place): ElementLayout {
  return {
    ...{ left, right, spaceBefore, firstIndent: 0, alignment: 'left', lineHeight: LINE, startsNewPage: false },
    ...{ breaksAs: breaksAsOf(type), capitals: isCapitalised(type) },
    ...{ bold: false, italic: false, underline: false, hidden: false },
    ...more,
  };
}

function elements(places: Readonly<Partial<Record<ElementType, Place>>> & { readonly action: Place }) {
  const layouts = ELEMENT_TYPES.map((type) => [type, element(type, places[type] ?? places.action)] as const);
  return Object.fromEntries(layouts) as Record<ElementType, ElementLayout>;
}

/** Columns of 27 and 28 characters; the cue stands 7 in, a parenthetical 4. */
function dualColumn(left: number, cells: number): DualColumn {
  const right = left + cells / PITCH;
  const place = (type: SpokenType, indent: number, spaceBefore: number) =>
    element(type, [left + indent / PITCH, right, spaceBefore, { breaksAs: 'speech' }]);
  return {
    character: place('character', 7, LINE),
    parenthetical: place('parenthetical', 4, 0),
    dialogue: place('dialogue', 0, 0),
    lyrics: place('lyrics', 0, 0),
  };
}

/** Top right with a full stop, its end where the first right-hand margin of print is. */
const PAGE_NUMBER: readonly EdgeLine[] = [
  { alignment: 'right', rightIndent: 7.25, parts: [{ label: 'Page #' }, { text: '.' }] },
];

/** Final Draft's page of 8.5 × 11 inches: 54 lines. */
export const US_LETTER: PageSettings = {
  paper: { width: 612, height: 792 },
  margins: { top: 72, bottom: 72, header: 36, footer: 36 },
  elements: elements({
    action: [1.5, 7.5, LINE],
    general: [1.5, 7.5, 0],
    scene_heading: [1.5, 7.5, 2 * LINE],
    shot: [1.5, 7.5, 2 * LINE],
    character: [3.5, 7.25, LINE],
    parenthetical: [3, 5.5, 0, { firstIndent: -0.1 }],
    dialogue: [2.5, 6, 0],
    lyrics: [2.5, 6, LINE, { italic: true }],
    transition: [5.5, 7.1, LINE, { alignment: 'right' }],
    centered: [1.5, 7.5, LINE, { alignment: 'center' }],
  }),
  styles: {},
  dual: [dualColumn(1.5, 27), dualColumn(4.7, 28)],
  continuations: CONTINUATIONS,
  header: { visible: true, onFirstPage: false, lines: PAGE_NUMBER },
  footer: { visible: false, onFirstPage: false, lines: [] },
  firstPage: 1,
  breaksAtSentences: true,
};

/** Final Draft's page of 210 × 297 mm: 58 lines. */
export const A4: PageSettings = {
  ...US_LETTER,
  paper: { width: 595.28, height: 841.89 },
  margins: { top: 75, bottom: 65, header: 36, footer: 36 },
  elements: elements({
    action: [1.25, 7.25, LINE],
    general: [1.25, 7.25, 0],
    scene_heading: [1.25, 7.25, 2 * LINE],
    shot: [1.25, 7.25, LINE],
    character: [3.75, 7, LINE],
    parenthetical: [3.25, 5.25, 0, { firstIndent: -0.1 }],
    dialogue: [2.56, 6.25, 0],
    lyrics: [2.56, 6.25, LINE, { italic: true }],
    transition: [5.25, 6.75, LINE, { alignment: 'right' }],
    centered: [1.25, 7.25, LINE, { alignment: 'center' }],
  }),
  dual: [dualColumn(1.25, 27), dualColumn(4.45, 28)],
};

export function paperSettings(paper: Paper): PageSettings {
  return paper === 'a4' ? A4 : US_LETTER;
}
