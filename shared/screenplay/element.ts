import type { ElementId } from '#shared/lib/ids.ts';
import type { ParagraphLayout } from './style-layout.ts';

/** The paragraph types of a script, by the names that files and the CLI use. */
export const ELEMENT_TYPES = [
  'scene_heading',
  'action',
  'character',
  'parenthetical',
  'dialogue',
  'transition',
  'shot',
  'centered',
  'lyrics',
  'section',
  'synopsis',
  'note',
  'page_break',
  'general',
] as const;
export type ElementType = (typeof ELEMENT_TYPES)[number];

export type TextStyle = 'bold' | 'italic' | 'underline' | 'strikeout' | 'all_caps';

/** Styled text from `from` up to `to`, in UTF-16 units of the element's text. Spans of one style never touch. */
export interface StyleSpan {
  readonly from: number;
  readonly to: number;
  readonly style: TextStyle;
}

/**
 * What a file said that Beatboard does not understand, for its format to write back. Plain JSON, opaque to everything
 * but the format it came from.
 */
export type Kept = Readonly<Record<string, unknown>>;

/** Characters from `from` up to `to` that carry more than a style. Runs are in order and do not overlap. */
export interface TextRun {
  readonly from: number;
  readonly to: number;
  /** The revision set in which these characters were written: `1` for the first. */
  readonly revision?: string;
  readonly kept?: Kept;
}

/** What a paragraph says, without the identity it has in a project. */
export interface ScriptParagraph {
  /** An unknown type of a newer version is kept as it came and shown as `action`. */
  readonly type: ElementType;
  /** Plain text; line breaks inside an element are `\n`. */
  readonly text: string;
  readonly styles?: readonly StyleSpan[];
  /** Scene headings only: the number as printed, such as `12A`. */
  readonly number?: string;
  /** Cues only: this speech stands beside the one before it. */
  readonly dual?: true;
  /** Sections only: depth from 1. */
  readonly level?: number;
  /** The file's own name of the paragraph's style where the type does not say it: `New Act`, `Cast List`. */
  readonly style?: string;
  readonly layout?: ParagraphLayout;
  readonly runs?: readonly TextRun[];
  /** Scene headings only: `#RRGGBB`. */
  readonly colour?: string;
  /** Scene headings only: what the scene is called in lists, beside its heading. */
  readonly title?: string;
  /** What people of a project call this place, to come back to it. No file keeps it. */
  readonly bookmark?: string;
  /** Scene headings only: what stood here before the scene was omitted. Never printed; it can return. */
  readonly omitted?: readonly ScriptParagraph[];
  readonly kept?: Kept;
}

export interface ScriptElement extends ScriptParagraph {
  readonly id: ElementId;
  /** Headings of omitted scenes in a flat list: the lines below that are left out (`foldOmitted`). */
  readonly omits?: readonly ElementId[];
}

/** Title page fields in file order; each may have several lines. */
export type TitlePage = Readonly<Record<string, readonly string[]>>;

export interface Screenplay {
  readonly titlePage: TitlePage;
  readonly elements: readonly ScriptParagraph[];
  readonly kept?: Kept;
}

/** Outline material: shown on screen, never printed. */
export function isOutline(type: ElementType): boolean {
  return type === 'section' || type === 'synopsis' || type === 'note';
}

const SAID: ReadonlySet<ElementType> = new Set(['dialogue', 'parenthetical', 'lyrics'] as const);

/** What stands under a cue, as part of its speech. */
export function isSaid(type: ElementType): boolean {
  return SAID.has(type);
}

/** A stretch of text that looks the same throughout. */
export interface StyledPiece {
  readonly from: number;
  readonly text: string;
  readonly styles: readonly TextStyle[];
}

/** A text cut where its styles change, in order; no piece is empty. */
export function styledPieces({ text, styles = [] }: Pick<ScriptParagraph, 'text' | 'styles'>): StyledPiece[] {
  const cuts = [...new Set([0, text.length, ...styles.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => ({
    from,
    text: text.slice(from, cuts[i + 1]),
    styles: styles.filter((span) => span.from <= from && from < span.to).map(({ style }) => style),
  }));
}

/** Types whose text is printed in capitals. */
export function isCapitalised(type: ElementType): boolean {
  return type === 'scene_heading' || type === 'character' || type === 'transition' || type === 'shot';
}

export function isElementType(value: unknown): value is ElementType {
  return (ELEMENT_TYPES as readonly unknown[]).includes(value);
}

/** Whether two paragraphs say the same in the same form. Spans are compared in order. */
export function sameParagraph(a: ScriptParagraph, b: ScriptParagraph): boolean {
  return (
    a.type === b.type &&
    a.text === b.text &&
    a.number === b.number &&
    a.dual === b.dual &&
    a.level === b.level &&
    a.style === b.style &&
    sameLayout(a.layout, b.layout) &&
    sameStyles(a.styles ?? [], b.styles ?? [])
  );
}

/** Whether two headings leave out the same: nothing, or scenes that say the same. */
export function sameOmitted(a: ScriptParagraph['omitted'], b: ScriptParagraph['omitted']): boolean {
  if (a === b || !a || !b) return a === b;
  return a.length === b.length && a.every((line, i) => sameParagraph(line, b[i] as ScriptParagraph));
}

/** Whether two paragraphs that say this of themselves stand alike, if their styles do. */
export function sameLayout(a: ParagraphLayout = {}, b: ParagraphLayout = {}): boolean {
  return (
    a === b ||
    (a.alignment === b.alignment &&
      a.leftIndent === b.leftIndent &&
      a.rightIndent === b.rightIndent &&
      a.firstIndent === b.firstIndent &&
      a.spaceBefore === b.spaceBefore &&
      a.spacing === b.spacing &&
      a.startsNewPage === b.startsNewPage)
  );
}

function sameStyles(a: readonly StyleSpan[], b: readonly StyleSpan[]): boolean {
  return (
    a.length === b.length &&
    a.every((span, i) => {
      const other = b[i];
      return span.from === other?.from && span.to === other.to && span.style === other.style;
    })
  );
}
