import type { TextStyle } from './element.ts';

/** Words of a header or footer, or what a page puts in the place of a label: `Page #`, `Date`. */
export type EdgePart =
  | { readonly text: string; readonly styles?: readonly TextStyle[] }
  | { readonly label: string; readonly styles?: readonly TextStyle[] };

/** A place to which a tab leads, in inches from the paper's left edge. */
export interface EdgeTab {
  readonly position: number;
  readonly alignment: 'left' | 'center' | 'right';
}

/** A line of a header or footer. */
export interface EdgeLine {
  readonly parts: readonly EdgePart[];
  readonly alignment?: 'left' | 'center' | 'right';
  /** Inches from the paper's left edge. */
  readonly leftIndent?: number;
  /** Inches from the paper's left edge; negative from its right one. */
  readonly rightIndent?: number;
  readonly tabs?: readonly EdgeTab[];
}

export interface PageEdge {
  readonly visible: boolean;
  readonly onFirstPage: boolean;
  /** Where not stated, a header is the page's number and a footer is empty. */
  readonly lines?: readonly EdgeLine[];
}
