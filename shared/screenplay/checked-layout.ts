import { checkedEdge } from './checked-edge.ts';
import {
  between,
  fieldsOf,
  filled,
  flag,
  indent,
  isEmpty,
  read,
  whole,
  words,
  type Check,
  type Checks,
  type Fields,
} from './checks.ts';
import type { ScriptParagraph } from './element.ts';
import type { DialogueBreaks, SceneBreaks, ScriptLayout } from './layout.ts';
import type { ParagraphLayout, ParagraphStyle, StyleLayout } from './style-layout.ts';

/*
 * A layout travels in files that strangers made and in a document that others write to. Reading one from there believes
 * nothing: what has another shape, or a size that no page has, is as if it were not stated.
 */

const MOST_STYLES = 100;
const POINTS_PER_INCH = 72;
/** Inches: where a layout states no paper its margins are those of US Letter. */
const USUAL_HEIGHT = 11;
/** Points, where a layout states one margin alone. */
const USUAL_MARGIN = 72;
/** Points that margins leave of a page: pages of a line or two make a script of millions. */
const LEAST_BODY = 144;

const alignment: Check<NonNullable<StyleLayout['alignment']>> = (value) =>
  value === 'left' || value === 'center' || value === 'right' || value === 'full' ? value : undefined;

/** Inches: no smaller than a postcard, no larger than A2. */
const side = between(4, 24);
/** Points. */
const space = between(0, 288);
const pageNumber: Check<number> = (value) => (Number.isInteger(value) ? between(0, 99_999)(value) : undefined);

const PARAGRAPH: Checks<ParagraphLayout> = {
  ...{ alignment, leftIndent: indent, rightIndent: indent, firstIndent: indent },
  ...{ spaceBefore: space, spacing: between(0.5, 5) },
  startsNewPage: (value) => (value === false ? value : undefined),
};
const STYLE: Checks<StyleLayout> = {
  ...PARAGRAPH,
  ...{ startsNewPage: flag, paginateAs: words },
  ...{ bold: flag, italic: flag, underline: flag, allCaps: flag, hidden: flag },
};
const DIALOGUE_BREAKS: Checks<DialogueBreaks> = {
  ...{ more: words, continued: words, bottomOfPage: flag, topOfNext: flag, automaticContinueds: flag },
};
const SCENE_BREAKS: Checks<SceneBreaks> = {
  ...{ bottom: words, top: words, bottomOfPage: flag, topOfNext: flag, numbered: flag },
};

/** What of a value is a layout that a page can have; null where that is nothing. */
export function checkedLayout(value: unknown): ScriptLayout | null {
  const fields = fieldsOf(value);
  const paper = whole(read(fields['paper'], { width: side, height: side }), 'width', 'height');
  const layout = filled({
    paper,
    margins: readMargins(fields['margins'], paper?.height),
    ...read(value, { leading: words, breaksAtSentences: flag, startingPage: pageNumber }),
    styles: readStyles(fields['styles']),
    dialogueBreaks: read(fields['dialogueBreaks'], DIALOGUE_BREAKS),
    sceneBreaks: read(fields['sceneBreaks'], SCENE_BREAKS),
    header: checkedEdge(fields['header']),
    footer: checkedEdge(fields['footer']),
    sceneNumbers: whole(
      read(fields['sceneNumbers'], { left: flag, right: flag, leftLocation: indent, rightLocation: indent }),
      ...(['left', 'right'] as const),
    ),
  });
  return Object.keys(layout).length === 0 ? null : { styles: {}, ...layout };
}

const checkedStyles = new WeakMap<object, ParagraphStyle | null>();

/** The same of what one paragraph says of itself. The same object has the same answer, and an answer is its own. */
export function checkedParagraphStyle(value: unknown): ParagraphStyle | null {
  if (typeof value !== 'object' || value === null) return null;
  const known = checkedStyles.get(value);
  if (known !== undefined) return known;
  const style = readParagraphStyle(fieldsOf(value));
  checkedStyles.set(value, style);
  if (style) checkedStyles.set(style, style);
  return style;
}

function readParagraphStyle(fields: Fields): ParagraphStyle | null {
  const style = filled({ name: words(fields['name']), layout: read(fields['layout'], PARAGRAPH) });
  return isEmpty(style) ? null : style;
}

/** What of a paragraph's own style and layout a document holds, in the form in which it does; null for nothing. */
export function paragraphStyleOf({ style, layout }: Pick<ScriptParagraph, 'style' | 'layout'>): ParagraphStyle | null {
  return style === undefined && layout === undefined ? null : readParagraphStyle({ name: style, layout });
}

function readMargins(value: unknown, height = USUAL_HEIGHT): NonNullable<ScriptLayout['margins']> {
  const edges = read(value, { header: space, footer: space });
  const { top, bottom } = read(value, { top: space, bottom: space });
  const body = height * POINTS_PER_INCH - (top ?? USUAL_MARGIN) - (bottom ?? USUAL_MARGIN);
  return body < LEAST_BODY
    ? edges
    : { ...(top !== undefined && { top }), ...(bottom !== undefined && { bottom }), ...edges };
}

function readStyles(value: unknown): Record<string, StyleLayout> {
  const named = Object.entries(fieldsOf(value)).filter(([name]) => words(name) !== undefined);
  return Object.fromEntries(named.slice(0, MOST_STYLES).map(([name, style]) => [name, read(style, STYLE)]));
}
