import {
  hasHidden,
  isCapitalised,
  isOutline,
  paragraphStyleOf,
  type ScriptParagraph,
} from '#shared/screenplay/index.ts';
import { hasForeignForm, isUnwritable } from './fdx/index.ts';
import { isOneLine, isParenthetical } from './fountain/index.ts';

/** A kind of loss, found paragraph by paragraph. */
export interface Check {
  readonly finds: (paragraph: ScriptParagraph) => number;
  /** What becomes of them. `n` is their number, above 0. */
  readonly says: (n: number) => string;
}

export const plural = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
const truth = (condition: boolean) => (condition ? 1 : 0);

export const EMPHASIS: Check = {
  finds: ({ styles = [] }) => styles.filter(({ style }) => style !== 'strikeout' && style !== 'all_caps').length,
  says: (n) => `Bold, italic or underline: ${plural(n, 'place')}. The words stay.`,
};
export const STRIKEOUT: Check = {
  finds: ({ styles = [] }) => styles.filter(({ style }) => style === 'strikeout').length,
  says: (n) => `Struck out words: ${plural(n, 'place')}. The words stay, not struck out.`,
};
export const CAPITALS: Check = {
  finds: ({ type, styles = [] }) =>
    isCapitalised(type) ? 0 : styles.filter(({ style }) => style === 'all_caps').length,
  says: (n) => `Capitals as a style: ${plural(n, 'place')}. They are written as capital letters.`,
};
export const PLAIN_CAPITALS: Check = {
  finds: CAPITALS.finds,
  says: (n) => `Capitals as a style: ${plural(n, 'place')}. The words stay as they were typed.`,
};
export const REVISIONS: Check = {
  finds: ({ runs = [] }) => runs.filter(({ revision }) => revision !== undefined).length,
  says: (n) => `Revision marks: ${plural(n, 'place')}.`,
};
export const FORM: Check = {
  finds: (paragraph) => truth(hasForeignForm(paragraph)),
  says: (n) => `Fonts, indents, tags and the like of ${plural(n, 'paragraph')}.`,
};
export const FOREIGN_FORM: Check = {
  finds: (paragraph) => truth(hasForeignForm(paragraph, paragraphStyleOf(paragraph)?.layout)),
  says: (n) => `Fonts, tags and the like of ${plural(n, 'paragraph')}.`,
};
export const SCENES: Check = {
  finds: ({ colour, title }) => truth(colour !== undefined || title !== undefined),
  says: (n) => `Colours and titles of ${plural(n, 'scene')}.`,
};
export const BOOKMARKS: Check = {
  finds: ({ bookmark }) => truth(bookmark !== undefined),
  says: (n) => `${plural(n, 'bookmark')}.`,
};
export const TITLES: Check = {
  finds: ({ title }) => truth(title !== undefined),
  says: (n) => `Titles of ${plural(n, 'scene')}.`,
};
export const OMITTED: Check = {
  finds: ({ omitted }) => truth(omitted !== undefined),
  says: (n) => `The text of ${plural(n, 'omitted scene')}. Their headings stay.`,
};
export const EMPTY: Check = {
  finds: ({ type, text }) => truth(type !== 'page_break' && text.trim() === ''),
  says: (n) => `${plural(n, 'empty paragraph')}.`,
};
export const TYPES: Check = {
  finds: ({ type, text }) => truth((type === 'general' || type === 'shot') && text.trim() !== ''),
  says: (n) => `${plural(n, 'general paragraph or shot', 'general paragraphs or shots')}: action from here on.`,
};
export const NUMBERS: Check = {
  finds: ({ number }) => truth(number !== undefined && /[^\p{L}\p{N}.)-]/u.test(number)),
  says: (n) => `Signs in ${plural(n, 'scene number')} other than letters, digits, ".", "-" and ")".`,
};
/** @param most how deep a section may be that keeps its depth */
export const depths = (most: number): Check => ({
  finds: ({ level = 1 }) => truth(level > most),
  says: (n) => `The depth of ${plural(n, 'section')}.`,
});
export const LINE_BREAKS: Check = {
  finds: ({ type, text }) => truth(isOneLine(type) && text.trim().includes('\n')),
  says: (n) =>
    `Line breaks in ${plural(n, 'paragraph')} of a single line, such as headings and cues: spaces from here on.`,
};
export const BRACKETS: Check = {
  finds: ({ type, text }) => truth(type === 'parenthetical' && text.trim() !== '' && !isParenthetical(text.trim())),
  says: (n) => `${plural(n, 'parenthetical')} without brackets: they get them.`,
};
export const NOTE_EMPHASIS: Check = {
  finds: ({ type, styles = [] }) => (type === 'note' ? EMPHASIS.finds({ type, text: '', styles }) : 0),
  says: (n) => `Emphasis in notes: ${plural(n, 'place')}. The words stay.`,
};
/** Notes and summaries lie in the paragraph before them, as plain text. */
export const ASIDE_FORM: Check = {
  finds: ({ type, styles = [], runs = [], layout }) =>
    truth(
      (type === 'note' || type === 'synopsis') &&
        (styles.length > 0 || layout !== undefined || runs.some(({ revision }) => revision !== undefined)),
    ),
  says: (n) =>
    `Emphasis, revision marks and indents of ${plural(n, 'note or synopsis', 'notes and synopses')}. The words stay.`,
};
export const EMPTY_ASIDES: Check = {
  finds: ({ type, text }) => truth((type === 'note' || type === 'synopsis') && text.trim() === ''),
  says: EMPTY.says,
};
export const CONTROLS: Check = {
  finds: ({ text }) => truth(isUnwritable(text)),
  says: (n) => `Control characters in ${plural(n, 'paragraph')}.`,
};
export const STYLES: Check = {
  finds: ({ style, text }) => truth(style !== undefined && text.trim() !== ''),
  says: (n) => `The names of the styles of ${plural(n, 'paragraph')}.`,
};
export const LONG_STYLES: Check = {
  finds: (paragraph) => truth(paragraphStyleOf(paragraph)?.name !== paragraph.style),
  says: STYLES.says,
};

export const OUTLINE: Check = {
  finds: ({ type }) => truth(isOutline(type)),
  says: (n) => `${plural(n, 'section, synopsis or note', 'sections, synopses and notes')}: never printed.`,
};
export const HIDDEN: Check = {
  finds: ({ type, text }) => truth(!isOutline(type) && hasHidden(text)),
  says: (n) => `Notes inside ${plural(n, 'paragraph')}: never printed.`,
};
