import type { ScriptFormat } from '#shared/formats/index.ts';
import type { Screenplay } from '#shared/screenplay/index.ts';

/*
 * What a script is, in sizes. They are asked before a file is parsed as well as after, for what is refused late has had
 * its memory by then.
 */

/** Some 1,000 pages. Filling a document with them takes a second, in which nobody else's typing is answered. */
const MAX_PARAGRAPHS = 30_000;
/** Twenty pages in one breath. */
const MAX_CHARACTERS = 60_000;
const MAX_TITLE_LINES = 1_000;

/** What stands once in a file for each paragraph, and how often it may be there: not every one begins a paragraph. */
const MARKS: Readonly<Record<ScriptFormat, { readonly mark: string; readonly most: number }>> = {
  fountain: { mark: '\n', most: 10 * MAX_PARAGRAPHS },
  fdx: { mark: '<Paragraph', most: 2 * MAX_PARAGRAPHS },
  json: { mark: '"text"', most: 2 * MAX_PARAGRAPHS },
};
const TOO_MANY = `It has far more paragraphs than a project holds: ${count(MAX_PARAGRAPHS)}, some 1,000 pages.`;

/** Why a text is too large to be parsed, in a sentence; null for one that may be. */
export function textFault(format: ScriptFormat, text: string): string | null {
  const { mark, most } = MARKS[format];
  let marks = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + mark.length)) {
    if (++marks > most) return TOO_MANY;
  }
  return format === 'fountain' ? (titleFault(text) ?? lineFault(text)) : null;
}

const LONG_TITLE = 'Its title page is longer than any script’s.';

function titleFault(text: string): string | null {
  const [first = ''] = text.slice(0, MAX_CHARACTERS).split('\n', 1);
  let end = 0;
  for (let line = 0; line <= MAX_TITLE_LINES; line++) {
    const next = text.indexOf('\n', end);
    if (next === -1 || next === end) return null;
    end = next + 1;
  }
  return first.includes(':') ? LONG_TITLE : null;
}

// In the other formats a line is no unit: all of a file may stand in one.
function lineFault(text: string): string | null {
  let line = 1;
  for (let start = 0; start < text.length; line++) {
    const end = text.indexOf('\n', start);
    const length = (end === -1 ? text.length : end) - start;
    if (length > MAX_CHARACTERS) return `Line ${count(line)} has ${tooLong(length)}`;
    start += length + 1;
  }
  return null;
}

/** Why a script is too large for a project, in a sentence; null for one that is not. */
export function sizeFault({ titlePage, elements }: Screenplay): string | null {
  if (elements.length > MAX_PARAGRAPHS) {
    return `This script has ${count(elements.length)} paragraphs; a project holds ${count(MAX_PARAGRAPHS)}.`;
  }
  const at = elements.findIndex(({ text }) => text.length > MAX_CHARACTERS);
  if (at !== -1) return `Paragraph ${count(at + 1)} has ${tooLong(elements[at]?.text.length ?? 0)}`;
  const lines = Object.values(titlePage).flat();
  if (lines.length > MAX_TITLE_LINES || lines.some(({ length }) => length > MAX_CHARACTERS)) {
    return LONG_TITLE;
  }
  return null;
}

function tooLong(length: number): string {
  return `${count(length)} characters; no paragraph of a script has more than ${count(MAX_CHARACTERS)}.`;
}

function count(n: number): string {
  return n.toLocaleString('en');
}
