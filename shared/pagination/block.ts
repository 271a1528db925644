import { CONTINUED, isOutline, parseCue, printedText, type ScriptElement } from '#shared/screenplay/index.ts';
import { measureCells } from './cells.ts';
import { isPrinted, printedOf, type Printed } from './printed.ts';
import { bodyHeight, cellsBetween, PITCH, type ElementLayout, type PageSettings, type SpokenType } from './settings.ts';
import { withStyle } from './with-style.ts';
import { wrapText, type LineRanges } from './wrap.ts';

/** A script as pagination sees it. */
export interface Script {
  readonly elements: readonly ScriptElement[];
  readonly settings: PageSettings;
}

/** One paragraph, or what is left of it, in lines. */
export interface Part extends Printed {
  readonly element: ScriptElement;
  readonly layout: ElementLayout;
  /** Ranges of `text`; of one that is higher than a page, no more than show that it is. */
  readonly lines: LineRanges;
  /** How many those are. */
  readonly mostLines: number;
  /** Points above the part when it is not the first of its column. */
  readonly before: number;
}

/** Parts that stand under each other: the whole of a block, or one half of a dual dialogue. */
export interface Column {
  readonly parts: readonly Part[];
  /** The speech's cue and the layout of cues here; null for what nobody speaks. */
  readonly cue: Cue | null;
  /** The cue once more, with (CONT'D), where a speech goes on from the page before. */
  readonly repeated: Part | null;
  /** Paragraphs of this column that stand on earlier pages. */
  readonly skipped: number;
}

export interface Cue {
  readonly element: ScriptElement;
  readonly layout: ElementLayout;
}

/** Where a column was cut: the paragraph, counted from the column's first, and the offset in its printed text. */
export interface Cut {
  readonly part: number;
  readonly at: number;
}

/** What breaks as one: a paragraph, a speech, the two speeches of a dual dialogue. */
export interface Block {
  readonly kind: 'heading' | 'action' | 'transition' | 'speech' | 'page_break';
  /** Its elements, by index: from the first up to the one where the next block begins. */
  readonly from: number;
  readonly to: number;
  /** Elements up to here were looked at to tell where the block ends. */
  readonly read: number;
  readonly columns: readonly Column[];
  readonly before: number;
  readonly startsNewPage: boolean;
}

export function linesIn(part: Part): number {
  return part.lines.length / 2;
}

/** Points from a column's first line, be it a repeated cue, to its last. */
export function columnHeight({ repeated, parts }: Column): number {
  return parts.reduce((sum, part) => sum + part.before + partHeight(part), repeated ? partHeight(repeated) : 0);
}

/** Points without the blank lines above; a dual dialogue is as high as its taller column. */
export function blockHeight({ columns }: Block): number {
  return Math.max(0, ...columns.map(columnHeight));
}

export function partHeight(part: Part): number {
  return linesIn(part) * part.layout.lineHeight;
}

/** The block that begins at an element; null when nothing printed follows. `cuts` say what of it stands on earlier pages. */
export function readBlock(script: Script, index: number, cuts: readonly Cut[] | null): Block | null {
  const from = nextPrinted(script, index);
  const first = script.elements[from];
  if (!first) return null;
  if (first.type === 'page_break') return pageBreak(from);
  if (isSpoken(first)) return readSpeeches(script, first, from, cuts);
  const alone = { end: from + 1, read: from + 1 };
  const { end: to, read } = first.type === 'lyrics' ? endOfRun(script, from, isSong) : alone;
  const layout = layoutOf(script.settings, first);
  const column = cutColumn(script, readColumn(script, from, to, elementLayout), cuts?.[0]);
  return {
    kind: layout.breaksAs === 'speech' ? 'action' : layout.breaksAs,
    from,
    to,
    read,
    columns: [column],
    before: layout.spaceBefore,
    startsNewPage: layout.startsNewPage && !cuts,
  };
}

function pageBreak(from: number): Block {
  return { kind: 'page_break', from, to: from + 1, read: from + 1, columns: [], before: 0, startsNewPage: false };
}

/**
 * How a paragraph stands: as it says itself, as its own style says where the settings know it, or as its type does. A type
 * that is none here is a newer version's, and stands as action.
 */
export function layoutOf(settings: PageSettings, { type, style, layout }: Standing): ElementLayout {
  const base = styleOf(settings, type, style);
  return layout ? withStyle(base, layout) : base;
}

type Standing = Pick<ScriptElement, 'type' | 'style' | 'layout'>;

function styleOf({ styles, elements }: PageSettings, type: Standing['type'], style: string | undefined): ElementLayout {
  if (style !== undefined && Object.hasOwn(styles, style)) return styles[style] ?? elements.action;
  return Object.hasOwn(elements, type) ? elements[type] : elements.action;
}

function isSpoken({ type }: ScriptElement): boolean {
  return type === 'character' || type === 'dialogue' || type === 'parenthetical';
}

/** Outline material is passed over, and so is a paragraph that holds nothing but notes. */
function isShown(settings: PageSettings, element: ScriptElement): boolean {
  if (isOutline(element.type) || (element.style !== undefined && layoutOf(settings, element).hidden)) return false;
  return isPrinted(element);
}

function nextPrinted({ elements, settings }: Script, from: number): number {
  let index = from;
  for (let element = elements[index]; element && !isShown(settings, element); element = elements[index]) index++;
  return index;
}

/** A run of more paragraphs is parted here, so that one of a million does not have to be read again for each page. */
const LONGEST_RUN = 200;

/** Behind the last of a run of elements that go together, and behind the one that told so. Notes do not end a run. */
function endOfRun(
  script: Script,
  from: number,
  goesWith: (element: ScriptElement) => boolean,
): { end: number; read: number } {
  let end = from + 1;
  for (let length = 1; ; length++) {
    const next = nextPrinted(script, end);
    const element = script.elements[next];
    if (!element || !goesWith(element) || length === LONGEST_RUN) return { end, read: next + 1 };
    end = next + 1;
  }
}

/** A speech, and the one beside it where the next cue says so. */
function readSpeeches(script: Script, first: ScriptElement, from: number, cuts: readonly Cut[] | null): Block {
  const { end, read: second } = endOfRun(script, from, isSaid);
  const layout = layoutOf(script.settings, first);
  const next = script.elements[second - 1];
  const beside = first.type === 'character' && next?.type === 'character' && next.dual === true;
  const { end: to, read } = beside ? endOfRun(script, second - 1, isSaid) : { end, read: second };
  const [left, right] = script.settings.dual;
  const columns = beside
    ? [
        cutColumn(script, readColumn(script, from, end, inColumn(left)), cuts?.[0]),
        cutColumn(script, readColumn(script, second - 1, to, inColumn(right)), cuts?.[1]),
      ]
    : [cutColumn(script, readColumn(script, from, end, elementLayout), cuts?.[0])];
  return {
    kind: 'speech',
    from,
    to,
    read,
    columns,
    before: layout.spaceBefore,
    startsNewPage: layout.startsNewPage && !cuts,
  };
}

function isSong({ type }: ScriptElement): boolean {
  return type === 'lyrics';
}

function isSaid({ type }: ScriptElement): boolean {
  return type === 'dialogue' || type === 'parenthetical' || type === 'lyrics';
}

type LayoutOf = (script: Script, element: ScriptElement) => ElementLayout;

const elementLayout: LayoutOf = ({ settings }, element) => layoutOf(settings, element);

function inColumn(column: Readonly<Record<SpokenType, ElementLayout>>): LayoutOf {
  return (_, { type }) => column[type as SpokenType];
}

function readColumn(script: Script, from: number, to: number, layoutIn: LayoutOf): Part[] {
  const parts: Part[] = [];
  for (let index = from; index < to; index++) {
    const element = script.elements[index];
    if (!element || !isShown(script.settings, element)) continue;
    const layout = layoutIn(script, element);
    // A song inside a speech, and every verse but the first, follows without a blank line.
    const before = element.type === 'lyrics' ? 0 : layout.spaceBefore;
    parts.push(partOf(script, element, layout, printedOf(element), parts.length === 0 ? 0 : before));
  }
  return parts;
}

function partOf(
  { settings }: Script,
  element: ScriptElement,
  layout: ElementLayout,
  { text, cells, gaps }: Printed,
  before: number,
): Part {
  const mostLines = Math.ceil(bodyHeight(settings) / layout.lineHeight) + 2;
  const lines = wrapPart({ text, cells, layout, mostLines }, 0);
  return { element, layout, text, cells, gaps, lines, mostLines, before };
}

type Wrapped = Pick<Part, 'text' | 'cells' | 'layout' | 'mostLines'>;

/** The lines of a part from an offset on, or as many of them as are higher than a page. */
export function wrapPart({ text, cells, layout, mostLines }: Wrapped, from: number): LineRanges {
  const rest = cellsBetween(layout.left, layout.right);
  const first = from === 0 ? rest - Math.round(layout.firstIndent * PITCH) : rest;
  return wrapText(text, cells, from, first, rest, mostLines);
}

function cutColumn(script: Script, parts: readonly Part[], cut: Cut | undefined): Column {
  const first = parts[0];
  const cue = first?.element.type === 'character' ? first : null;
  if (!cut) return { parts, cue, repeated: null, skipped: 0 };
  const rest = parts.slice(cut.part);
  const next = rest[0];
  if (next) rest[0] = restOf(next, cut.at);
  return { parts: rest, cue, repeated: cue && next ? repeatCue(script, cue) : null, skipped: cut.part };
}

function restOf(part: Part, at: number): Part {
  return at === 0 ? { ...part, before: 0 } : { ...part, lines: wrapPart(part, at), before: 0 };
}

/** A page begins with text, not with the spaces or blank lines before it. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

function repeatCue(script: Script, { element, layout, lines }: Part): Part | null {
  const { contd } = script.settings.continuations;
  if (contd === '' || lines.length / 2 > MOST_CUE_LINES) return null;
  const text = withContd(element.text, contd);
  const repeated = partOf(script, element, layout, { text, cells: measureCells(text), gaps: [] }, 0);
  return linesIn(repeated) <= MOST_CUE_LINES ? repeated : null;
}

/** A cue longer than this is a mistake, and repeating it would fill the page. */
const MOST_CUE_LINES = 4;

/** The cue with what says that its character goes on, unless it says so already. */
export function withContd(cue: string, contd: string): string {
  const printed = printedText(cue).trimEnd();
  return parseCue(printed).extensions.includes(CONTINUED) ? printed : `${printed} ${contd}`;
}
