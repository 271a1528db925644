/** How the paragraphs of one style stand on the page, as a script file states it; what it leaves out is undefined. */
export interface StyleLayout {
  readonly alignment?: 'left' | 'center' | 'right' | 'full';
  /** Inches from the paper's left edge; the right indent is measured from there too. */
  readonly leftIndent?: number;
  readonly rightIndent?: number;
  /** Inches by which the first line starts right of the left indent; negative hangs. */
  readonly firstIndent?: number;
  /** Points above the paragraph: 12 are one blank line. */
  readonly spaceBefore?: number;
  /** Lines from one baseline to the next: 1, 1.5, 2. */
  readonly spacing?: number;
  readonly startsNewPage?: boolean;
  /** The style whose page-break rules apply, such as `Scene Heading` for a shot. */
  readonly paginateAs?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly allCaps?: boolean;
  /** Outline material that is never printed. */
  readonly hidden?: boolean;
}

/** How one paragraph stands where it differs from its style. */
export interface ParagraphLayout extends Pick<
  StyleLayout,
  'alignment' | 'leftIndent' | 'rightIndent' | 'firstIndent' | 'spaceBefore' | 'spacing'
> {
  /** It begins no page, whatever its style says. One that begins a page has a page break before it. */
  readonly startsNewPage?: false;
}

/** What a paragraph has of its own besides its words: the name of its style and how it stands. */
export interface ParagraphStyle {
  readonly name?: string;
  readonly layout?: ParagraphLayout;
}
