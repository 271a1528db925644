import { forwardSearch } from '#shared/screenplay/index.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** One line of the script. It holds line breaks only inside a note or a boneyard that spans lines. */
export interface Line {
  readonly raw: string;
  /** From 1. */
  readonly number: number;
}

export interface Lines {
  readonly lines: readonly Line[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Cuts a text (line ends already `\n`) into lines, in one pass over it. */
export function splitLines(text: string): Lines {
  if (!text.includes('/*') && !text.includes('[['))
    return { lines: text.split('\n').map((raw, i) => ({ raw, number: i + 1 })), diagnostics: [] };
  const endOfBoneyard = forwardSearch(text, '*/');
  const endOfNote = forwardSearch(text, ']]');
  const blankLine = blankLineSearch(text);
  const lines: Line[] = [];
  const unclosed: { at: number; message: string }[] = [];
  let start = 0;
  let number = 1;
  const push = (end: number) => {
    const raw = text.slice(start, end);
    lines.push({ raw, number });
    number += 1 + (raw.includes('\n') ? raw.split('\n').length - 1 : 0);
    start = end + 1;
  };
  const token = /\n|\/\*|\[\[/g;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const from = match.index;
    if (match[0] === '\n') {
      push(from);
      continue;
    }
    const note = match[0] === '[[';
    const close = (note ? endOfNote : endOfBoneyard)(from + 2);
    if (close !== -1 && !(note && blankLine(from + 2) < close)) token.lastIndex = close + 2;
    else unclosed.push({ at: from, message: note ? UNCLOSED_NOTE : UNCLOSED_BONEYARD });
  }
  push(text.length);
  return { lines, diagnostics: locate(text, unclosed) };
}

const UNCLOSED_NOTE = 'A note is opened with [[ and not closed before the next blank line. It was kept as text.';
const UNCLOSED_BONEYARD = 'A boneyard is opened with /* and never closed. What follows it was kept as script.';

/** One diagnostic a line and kind; `unclosed` is in text order. */
function locate(text: string, unclosed: readonly { at: number; message: string }[]): Diagnostic[] {
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

export function isBlank(raw: string): boolean {
  return raw.trim() === '';
}

/** Blank to the eye, but holding the two spaces that keep a speech open. */
export function keepsOpen(raw: string): boolean {
  return isBlank(raw) && raw.includes('  ');
}
