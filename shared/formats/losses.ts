import {
  hasHidden,
  isCapitalised,
  isOutline,
  paragraphStyleOf,
  type Screenplay,
  type ScriptParagraph,
} from '#shared/screenplay/index.ts';
import { foreignSettings, hasForeignForm, unpairedDuals } from './fdx/index.ts';
import type { ExportFormat } from './script-format.ts';

/** Something a format cannot hold of a script, as a sentence, and how often the script has it. */
export interface Loss {
  readonly count: number;
  readonly message: string;
}

interface Check {
  readonly finds: (paragraph: ScriptParagraph) => number;
  /** What becomes of them. `n` is their number, above 0. */
  readonly says: (n: number) => string;
}

const plural = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
const truth = (condition: boolean) => (condition ? 1 : 0);

const EMPHASIS: Check = {
  finds: ({ styles = [] }) => styles.filter(({ style }) => style !== 'strikeout' && style !== 'all_caps').length,
  says: (n) => `Bold, italic or underline: ${plural(n, 'place')}. The words stay.`,
};
const STRIKEOUT: Check = {
  finds: ({ styles = [] }) => styles.filter(({ style }) => style === 'strikeout').length,
  says: (n) => `Struck out words: ${plural(n, 'place')}. The words stay, not struck out.`,
};
const CAPITALS: Check = {
  finds: ({ type, styles = [] }) =>
    isCapitalised(type) ? 0 : styles.filter(({ style }) => style === 'all_caps').length,
  says: (n) => `Capitals as a style: ${plural(n, 'place')}. They are written as capital letters.`,
};
const REVISIONS: Check = {
  finds: ({ runs = [] }) => runs.filter(({ revision }) => revision !== undefined).length,
  says: (n) => `Revision marks: ${plural(n, 'place')}.`,
};
const FORM: Check = {
  finds: (paragraph) => truth(hasForeignForm(paragraph)),
  says: (n) => `Fonts, indents, tags and the like of ${plural(n, 'paragraph')}.`,
};
const FOREIGN_FORM: Check = {
  finds: (paragraph) => truth(hasForeignForm(paragraph, paragraphStyleOf(paragraph)?.layout)),
  says: (n) => `Fonts, tags and the like of ${plural(n, 'paragraph')}.`,
};
const SCENES: Check = {
  finds: ({ colour, title }) => truth(colour !== undefined || title !== undefined),
  says: (n) => `Colours and titles of ${plural(n, 'scene')}.`,
};
const OMITTED: Check = {
  finds: ({ omitted }) => truth(omitted !== undefined),
  says: (n) => `The text of ${plural(n, 'omitted scene')}. Their headings stay.`,
};
const EMPTY: Check = {
  finds: ({ type, text }) => truth(type !== 'page_break' && text.trim() === ''),
  says: (n) => `${plural(n, 'empty paragraph')}.`,
};
const TYPES: Check = {
  finds: ({ type, text }) => truth((type === 'general' || type === 'shot') && text.trim() !== ''),
  says: (n) => `${plural(n, 'general paragraph or shot', 'general paragraphs or shots')}: action from here on.`,
};
const NUMBERS: Check = {
  finds: ({ number }) => truth(number !== undefined && /[^\p{L}\p{N}.)-]/u.test(number)),
  says: (n) => `Signs in ${plural(n, 'scene number')} other than letters, digits, ".", "-" and ")".`,
};
const LEVELS: Check = {
  finds: ({ level = 1 }) => truth(level > 1),
  says: (n) => `The depth of ${plural(n, 'section')}.`,
};
const STYLES: Check = {
  finds: ({ style, type, text }) => truth(style !== undefined && type === 'general' && text.trim() !== ''),
  says: (n) => `The names of the styles of ${plural(n, 'paragraph')}.`,
};
const LONG_STYLES: Check = {
  finds: (paragraph) => truth(paragraphStyleOf(paragraph)?.name !== paragraph.style),
  says: STYLES.says,
};

const OUTLINE: Check = {
  finds: ({ type }) => truth(isOutline(type)),
  says: (n) => `${plural(n, 'section, synopsis or note', 'sections, synopses and notes')}: never printed.`,
};
const HIDDEN: Check = {
  finds: ({ type, text }) => truth(!isOutline(type) && hasHidden(text)),
  says: (n) => `Notes inside ${plural(n, 'paragraph')}: never printed.`,
};

/** Where a script may go: a file, or a project of Beatboard. */
export type Destination = ExportFormat | 'project';

const CHECKS: Readonly<Record<Destination, readonly Check[]>> = {
  project: [STRIKEOUT, CAPITALS, REVISIONS, FOREIGN_FORM, SCENES, OMITTED, LONG_STYLES],
  pdf: [OUTLINE, HIDDEN],
  fountain: [STRIKEOUT, CAPITALS, REVISIONS, FORM, SCENES, OMITTED, EMPTY, TYPES, STYLES, NUMBERS],
  fdx: [],
  json: [EMPHASIS, STRIKEOUT, REVISIONS, FORM, SCENES, OMITTED, STYLES, LEVELS],
};

/** What says how a page looks, by the names that Final Draft has for it. */
const PAGE: ReadonlySet<string> = new Set([
  ...['ElementSettings', 'HeaderAndFooter', 'MoresAndContinueds', 'PageLayout', 'SceneNumberOptions'],
]);
const HELD: Readonly<Partial<Record<Destination, ReadonlySet<string>>>> = { project: PAGE, pdf: PAGE };

/** What of this script would be lost there. Empty: it comes back as it is, or, from a page, all of it can be read. */
export function lossesIn(format: Destination, { elements, kept }: Screenplay): Loss[] {
  const losses = CHECKS[format].flatMap(({ finds, says }) => {
    const count = elements.reduce((sum, paragraph) => sum + finds(paragraph), 0);
    return count > 0 ? [{ count, message: says(count) }] : [];
  });
  if (format === 'fdx') {
    const count = unpairedDuals(elements);
    return count === 0 ? [] : [{ count, message: `${plural(count, 'dual dialogue')} with nothing to stand beside.` }];
  }
  const settings = foreignSettings(kept).filter((name) => !HELD[format]?.has(name));
  if (settings.length === 0) return losses;
  return [...losses, { count: settings.length, message: `Settings of the file: ${settings.join(', ')}.` }];
}
