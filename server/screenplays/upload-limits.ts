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
/** 1,000 pages of 58 lines of 60 characters. */
const MAX_TEXT = 3_500_000;

/** Of Final Draft's XML. A thousand pages that were revised all over have half as many. */
const MAX_ELEMENTS = 125_000;

/** Of Final Draft's foreign parts one may be long; no text of a script is. */
const MAX_PIECE = 1_000_000;

/** What stands once in a file for each paragraph, or for each thing in it, and how often a script may have it. */
const MARKS: Readonly<Record<ScriptFormat, readonly (readonly [mark: string, most: number])[]>> = {
  fountain: [['\n', 10 * MAX_PARAGRAPHS]],
  fdx: [
    ['<Paragraph', 2 * MAX_PARAGRAPHS],
    // Each element begins and ends.
    ['<', 2 * MAX_ELEMENTS],
  ],
  json: [
    ['"text"', 2 * MAX_PARAGRAPHS],
    ['{', 10 * MAX_PARAGRAPHS],
    ['[', 10 * MAX_PARAGRAPHS],
  ],
};
const TOO_MANY = `It has far more paragraphs than a project holds: ${count(MAX_PARAGRAPHS)}, some 1,000 pages.`;
const TOO_MANY_ELEMENTS = `It has far more XML elements than 1,000 pages have: ${count(MAX_ELEMENTS)}.`;

/** Why a text is too large to be parsed, in a sentence; null for one that may be. */
export function textFault(format: ScriptFormat, text: string): string | null {
  const excess = MARKS[format].find(([mark, most]) => hasMore(text, mark, most));
  if (excess) return excess[0] === '<' ? TOO_MANY_ELEMENTS : TOO_MANY;
  if (format === 'fdx') {
    const beside = lengthBetweenTags(text);
    return (
      pieceFault(text, '<', MAX_PIECE, () => 'A piece of this file') ??
      (beside > 2 * MAX_TEXT ? lengthFault(beside) : null)
    );
  }
  if (format === 'json') return null;
  return (
    titleFault(text) ??
    pieceFault(text, '\n', MAX_CHARACTERS, (line) => `Line ${count(line)}`) ??
    lengthFault(text.length)
  );
}

function hasMore(text: string, mark: string, most: number): boolean {
  let marks = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + mark.length)) {
    if (++marks > most) return true;
  }
  return false;
}

function pieceFault(text: string, separator: string, most: number, name: (piece: number) => string): string | null {
  let piece = 1;
  for (let start = 0; start < text.length; piece++) {
    const end = text.indexOf(separator, start);
    const length = (end === -1 ? text.length : end) - start;
    if (length > most) return `${name(piece)} has ${tooLong(length)}`;
    start += length + 1;
  }
  return null;
}

function lengthFault(length: number): string | null {
  return length > MAX_TEXT ? `It has ${count(length)} characters; 1,000 full pages have ${count(MAX_TEXT)}.` : null;
}

/** Characters outside the tags: those of the script, of what the file has beside it, and the white space between. */
function lengthBetweenTags(text: string): number {
  let length = 0;
  for (let end = text.indexOf('>'); end !== -1;) {
    const start = text.indexOf('<', end);
    length += (start === -1 ? text.length : start) - end - 1;
    end = start === -1 ? -1 : text.indexOf('>', start);
  }
  return length;
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
  return lengthFault(elements.reduce((sum, { text }) => sum + text.length, 0));
}

function tooLong(length: number): string {
  return `${count(length)} characters; no paragraph of a script has more than ${count(MAX_CHARACTERS)}.`;
}

function count(n: number): string {
  return n.toLocaleString('en');
}
