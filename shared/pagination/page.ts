import type { ElementId } from '#shared/lib/ids.ts';
import type { ElementType } from '#shared/screenplay/index.ts';
import type { Cut } from './block.ts';

/** What a line on a page is: text of the script, or one of the words that pagination adds. */
export type LineRole = 'text' | 'more' | 'contd' | 'scene_bottom' | 'scene_top';

export interface PageLine {
  readonly role: LineRole;
  /** The element whose text stands here; of an added line, the cue or the scene heading that it repeats. */
  readonly element: ElementId;
  readonly type: ElementType;
  /** The range of the element's own text, notes inside it included; empty for added lines. */
  readonly from: number;
  readonly to: number;
  /** What an added line says; of a line of text, what pagination adds behind it, if anything. */
  readonly added: string | null;
  /** Lines from the top of the text area: 0 for the first. Half lines where a style is spaced wider. */
  readonly row: number;
  /** Inches from the paper's left edge. */
  readonly left: number;
  readonly column: 'page' | 'left' | 'right';
}

/** A scene heading on a page, with the blank lines that stand above it there. */
export interface PageHeading {
  readonly element: ElementId;
  /** Points from the top of the text area to the blank lines. */
  readonly top: number;
}

/**
 * Where a page begins, apart from the element's index: what a page is made of depends on this and on what follows, and
 * on nothing before it.
 */
export interface PageStart {
  /** What of the first block stands on earlier pages; null when it begins here. */
  readonly cuts: readonly Cut[] | null;
  /** The scene that goes on from the page before, and how many pages it has gone on to before this one. */
  readonly scene: ElementId | null;
  readonly scenePages: number;
  /** Who spoke last in the scene, where (CONT'D) is automatic. */
  readonly speaker: string | null;
}

export interface Page {
  readonly lines: readonly PageLine[];
  readonly headings: readonly PageHeading[];
  /**
   * The stretch of the text area, in points, that the script itself fills: without the cue and the CONTINUED: repeated
   * above it, and without (MORE) and (CONTINUED) below.
   */
  readonly begin: number;
  readonly end: number;
  readonly start: PageStart;
  /** Elements from the first of this page to the first of the next. */
  readonly span: number;
  /** Elements from the first of this page to the last that was looked at to fill it. */
  readonly reach: number;
}
