import { forwardSearch } from '#shared/screenplay/index.ts';
import type { Diagnostic } from '../diagnostic.ts';

export interface Lines {
  /** As they stand in the text. One holds line breaks only inside a note or a boneyard that spans lines. */
  readonly lines: readonly string[];
  /** Indices of the lines that may say more than their letters: with marks of emphasis, with notes or boneyards. */
  readonly marked: ReadonlySet<number>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Cuts a text (line ends already `\n`) into lines, in one pass over it. */
export function splitLines(text: string): Lines {
  const marks = new MarkSearch(text);
  const pieces = text.split('\n');
  const lines: string[] = [];
  const marked = new Set<number>();
  let mark = marks.next(0);
  let start = 0;
  for (let i = 0; i < pieces.length; i++) {
    let line = pieces[i] ?? '';
    let end = start + line.length;
    if (mark < end) {
      const lineEnd = marks.endOfLine(start, end);
      if (lineEnd > end) line = text.slice(start, lineEnd);
      while (end < lineEnd) end += 1 + (pieces[++i]?.length ?? 0);
      marked.add(lines.length);
      mark = marks.next(end);
    }
    lines.push(line);
    start = end + 1;
  }
  return { lines, marked, diagnostics: locate(text, marks.unclosed) };
}

interface Unclosed {
  readonly at: number;
  readonly message: string;
}

/** Looks for what may mean more than its letters. Goes forward only, so that a whole text takes one pass for each. */
class MarkSearch {
  /** What is opened and not closed, in text order. */
  readonly unclosed: Unclosed[] = [];
  readonly #text: string;
  readonly #newline: (from: number) => number;
  readonly #star: (from: number) => number;
  readonly #underscore: (from: number) => number;
  readonly #note: (from: number) => number;
  readonly #boneyard: (from: number) => number;
  readonly #endOfNote: (from: number) => number;
  readonly #endOfBoneyard: (from: number) => number;
  readonly #blankLine: (from: number) => number;

  constructor(text: string) {
    this.#text = text;
    this.#newline = forwardSearch(text, '\n');
    this.#star = forwardSearch(text, '*');
    this.#underscore = forwardSearch(text, '_');
    this.#note = forwardSearch(text, '[[');
    this.#boneyard = forwardSearch(text, '/*');
    this.#endOfNote = forwardSearch(text, ']]');
    this.#endOfBoneyard = forwardSearch(text, '*/');
    this.#blankLine = blankLineSearch(text);
  }

  /** Where the next mark of any kind stands. */
  next(from: number): number {
    return Math.min(this.#star(from), this.#underscore(from), this.#note(from));
  }

  /** Where the line that begins at `start` ends, if no note or boneyard goes on over the break at `end`. */
  endOfLine(start: number, end: number): number {
    let lineEnd = end;
    for (let at = this.#opening(start); at < lineEnd;) {
      const close = this.#closing(at);
      if (close > lineEnd) lineEnd = this.#newline(close);
      at = this.#opening(close);
    }
    return lineEnd;
  }

  #opening(from: number): number {
    return Math.min(this.#note(from), this.#boneyard(from));
  }

  /** Behind what is opened here, or behind the opening itself when nothing closes it. */
  #closing(at: number): number {
    const isNote = this.#text.startsWith('[[', at);
    const close = isNote ? this.#endOfNote(at + 2) : this.#endOfBoneyard(at + 2);
    if (close < this.#text.length && !(isNote && this.#blankLine(at + 2) < close)) return close + 2;
    this.unclosed.push({ at, message: isNote ? UNCLOSED_NOTE : UNCLOSED_BONEYARD });
    return at + 2;
  }
}

const UNCLOSED_NOTE = 'A note is opened with [[ and not closed before the next blank line. It was kept as text.';
const UNCLOSED_BONEYARD = 'A boneyard is opened with /* and never closed. What follows it was kept as script.';

/** One diagnostic a line and kind; `unclosed` is in text order. */
function locate(text: string, unclosed: readonly Unclosed[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  let line = 1;
  let newline = text.indexOf('\n');
  for (const { at, message } of unclosed) {
    while (newline !== -1 && newline < at) {
      line++;
      newline = text.indexOf('\n', newline + 1);
    }
    const key = `${line} ${message}`;
    if (!seen.has(key)) diagnostics.push({ line, message });
    seen.add(key);
  }
  return diagnostics;
}

/** The number, from 1, of the text's line in which the line at `at` begins. */
export function lineNumber(lines: readonly string[], at: number): number {
  let number = 1;
  for (const line of lines.slice(0, at)) number += line.split('\n').length;
  return number;
}

/** Where the next blank line begins, or Infinity. A line that holds two spaces does not count: it keeps a note open. */
function blankLineSearch(text: string): (from: number) => number {
  const blank = /\n([^\S\n]*)(?=\n)/g;
  let found = -1;
  return (from) => {
    if (found >= from) return found;
    blank.lastIndex = from;
    let match = blank.exec(text);
    while (match?.[1]?.includes('  ')) match = blank.exec(text);
    found = match?.index ?? Infinity;
    return found;
  };
}

/** The first character of a line that is no white space, by which most lines are told apart; empty for a blank line. */
export function firstCharacter(raw: string): string {
  if (raw === '') return '';
  const code = raw.charCodeAt(0);
  return code > SPACE && code < DELETE ? raw.charAt(0) : raw.trimStart().charAt(0);
}

const [SPACE, DELETE] = [0x20, 0x7f];

export function isBlank(raw: string): boolean {
  return firstCharacter(raw) === '';
}

/** Blank to the eye, but holding the two spaces that keep a speech open. */
export function keepsOpen(raw: string): boolean {
  return raw.length > 1 && isBlank(raw) && raw.includes('  ');
}
