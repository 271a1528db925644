import type { Diagnostic } from '../diagnostic.ts';

/** Eight thousand pages: no script, and more than a program that opens it could hold. */
export const MOST_PARAGRAPHS = 200_000;
/** More than so many paragraphs have, a blank line after each. */
const MOST_LINES = 500_000;
/** Characters that switch a style or open a note. A long script has some thousands. */
const MOST_MARKS = 250_000;

const [NEWLINE, ASTERISK, UNDERSCORE, BRACKET] = [0x0a, 0x2a, 0x5f, 0x5b];

/** The lines that can be read before there are too many lines or marks, and which one was too much. */
export function withinLimits(text: string): { text: string; excess?: Diagnostic } {
  // Most scripts are shorter than what it takes.
  if (text.length <= MOST_MARKS) return { text };
  let lines = 1;
  let marks = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === NEWLINE) {
      lines++;
      start = i + 1;
    } else if (code === ASTERISK || code === UNDERSCORE || code === BRACKET) marks++;
    else continue;
    const many = lines > MOST_LINES ? '500,000 lines' : marks > MOST_MARKS ? '250,000 marks (* _ [)' : null;
    if (many) return { text: text.slice(0, start), excess: tooMany(many, lines) };
  }
  return { text };
}

/** A fatal diagnostic: the file has more of something than can be held. */
export function tooMany(what: string, line: number): Diagnostic {
  return { line, message: `This file has more than ${what}. It was read up to this line.`, fatal: true };
}
