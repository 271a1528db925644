import { countUpTo } from '#shared/lib/count-up-to.ts';
import {
  hiddenIn,
  inCapitals,
  isCapitalised,
  type ElementType,
  type Hidden,
  type ScriptParagraph,
  type StyleSpan,
  type TextStyle,
  type TitlePage,
} from '#shared/screenplay/index.ts';
import type { StyledText } from './inline.ts';
import { isHeading, isTransition } from './line-kinds.ts';

type Shape = 'block' | 'lines' | 'line' | 'note';

/** Types that Fountain knows, and how their text is laid out. The others (general, shot, unknown) are action there. */
const SHAPES: Readonly<Partial<Record<ElementType, Shape>>> = {
  scene_heading: 'line',
  character: 'line',
  parenthetical: 'line',
  transition: 'line',
  section: 'line',
  synopsis: 'line',
  dialogue: 'lines',
  lyrics: 'lines',
  centered: 'lines',
  action: 'block',
  note: 'note',
};

/** Whether Fountain has one line for a paragraph of this type. */
export function isOneLine(type: ElementType): boolean {
  return SHAPES[type] === 'line';
}

/** How deep sections go. */
export const MAX_LEVEL = 6;
const STYLES: readonly TextStyle[] = ['bold', 'italic', 'underline'];
const NOT_IN_NUMBERS = /[^\p{L}\p{N}.)-]/gu;

/**
 * The paragraph as Fountain can hold it: white space that means nothing there is gone, types it has no form for are
 * action. Null for a paragraph without text, which a file cannot show. Tidying twice changes nothing.
 */
export function tidy(paragraph: ScriptParagraph): ScriptParagraph | null {
  if (paragraph.type === 'page_break') return { type: 'page_break', text: '' };
  const given = typeFor(paragraph);
  const known = SHAPES[given];
  const type = known ? given : 'action';
  const laidOut = layOut(capitalised(paragraph), known ?? 'block');
  const { text, styles } = type === 'parenthetical' ? inParentheses(laidOut) : laidOut;
  if (text === '') return null;
  const spans = type === 'note' ? [] : tidySpans(text, type === 'parenthetical' ? within(text, styles) : styles);
  const number = type === 'scene_heading' ? paragraph.number?.replace(NOT_IN_NUMBERS, '') : undefined;
  return {
    type,
    text,
    ...(spans.length > 0 && { styles: spans }),
    ...(number && { number }),
    ...(type === 'character' && paragraph.dual && { dual: true as const }),
    ...(type === 'section' && { level: Math.min(Math.max(Math.trunc(paragraph.level ?? 1) || 1, 1), MAX_LEVEL) }),
  };
}

/** The same for plain text of a type that Fountain has, which nearly every paragraph of a file is. */
export function tidyPlain(type: ElementType, given: string): ScriptParagraph | null {
  const text = type === 'action' ? given.trimEnd() : given.trim();
  return text === '' ? null : { type, text };
}

/** Final Draft prints these in the middle of the page, which is all that Fountain can say of them. */
const CENTERED_STYLES: ReadonlySet<string> = new Set(['New Act', 'End of Act']);

function typeFor({ type, style }: ScriptParagraph): ElementType {
  return type === 'general' && style !== undefined && CENTERED_STYLES.has(style) ? 'centered' : type;
}

/** Capitals that are a style are letters in Fountain. In headings, cues and their like they say nothing. */
function capitalised(paragraph: ScriptParagraph): ScriptParagraph {
  return isCapitalised(paragraph.type) ? paragraph : inCapitals(paragraph);
}

/** What is kept of the old text: `from` up to `to`, now standing at `at`. */
interface Kept {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

function layOut({ text: given, styles = [] }: ScriptParagraph, shape: Shape): StyledText {
  // Nearly every paragraph of a script: one line, with nothing to take off its ends.
  if (styles.length === 0 && given.trim().length === given.length && !/[\n\r]/.test(given))
    return { text: given, styles };
  const old = given.includes('\r') ? given.replace(/\r(?!\n)/g, '\n') : given;
  const kept: Kept[] = [];
  let text = '';
  let from = 0;
  for (const line of old.split('\n')) {
    const end = line.trimEnd().length;
    // Leading tabs and spaces count in action (Fountain 1.1); inside a note they are its author's layout.
    const start = shape === 'block' || shape === 'note' ? 0 : line.length - line.trimStart().length;
    const keep = Math.max(end - start, 0);
    if (keep > 0 || shape !== 'line') {
      if (kept.length > 0) text += shape === 'line' ? ' ' : '\n';
      kept.push({ from: from + start, to: from + start + keep, at: text.length });
      text += line.slice(start, start + keep);
    }
    from += line.length + 1;
  }
  const [head, tail] = edges(text, shape);
  const place = (position: number) => Math.min(Math.max(moved(kept, position), head), tail) - head;
  return {
    text: text.slice(head, tail),
    styles: styles.map(({ from: a, to: b, style }) => ({ from: place(a), to: place(b), style })),
  };
}

/** Blank lines at either end go; the first line of an action keeps its indent. */
function edges(text: string, shape: Shape): [head: number, tail: number] {
  const tail = text.trimEnd().length;
  let head = Math.min(text.length - text.trimStart().length, tail);
  if (shape === 'block') head = text.lastIndexOf('\n', head - 1) + 1;
  return [Math.min(head, tail), tail];
}

function moved(kept: readonly Kept[], position: number): number {
  const segment = kept[countUpTo(kept.length, (i) => (kept[i]?.from ?? 0) <= position) - 1];
  return segment ? Math.min(position, segment.to) - segment.from + segment.at : 0;
}

function inParentheses({ text, styles }: StyledText): StyledText {
  if (text === '' || isParenthetical(text)) return { text, styles };
  const shifted = styles.map(({ from, to, style }) => ({ from: from + 1, to: to + 1, style }));
  // Twice at the most: `a) (b` becomes `(a) (b)`, which still reads as speech.
  return inParentheses({ text: `(${text})`, styles: shifted });
}

/** Emphasis stands inside the parentheses, or the line would not begin with one. */
function within(text: string, styles: readonly StyleSpan[]): StyleSpan[] {
  return styles.map(({ from, to, style }) => ({ from: Math.max(from, 1), to: Math.min(to, text.length - 1), style }));
}

/** `(so)`, but not `(so) and (so)`, which is speech. */
export function isParenthetical(line: string): boolean {
  if (line.length < 2 || !line.startsWith('(') || !line.endsWith(')')) return false;
  const close = line.indexOf(')');
  const open = line.lastIndexOf('(');
  const nested = line.indexOf('(', 1) < close || line.indexOf(')', open) !== line.length - 1;
  return open < close || nested;
}

/**
 * Spans within the text that are in order, merged, broken at line ends, without white space at their ends (emphasis can
 * neither cross a line nor begin with a space), and not ending inside a note.
 */
function tidySpans(text: string, styles: readonly StyleSpan[]): StyleSpan[] {
  if (styles.length === 0) return [];
  const hidden = hiddenIn(text);
  const breaks = lineBreaks(text, hidden);
  const tidied: StyleSpan[] = [];
  for (const style of STYLES) {
    const parts = styles
      .filter((span) => span.style === style)
      .flatMap((span) => split(outside(span, hidden), breaks))
      .map((span) => trimmed(text, span))
      .filter(({ from, to }) => from < to)
      .sort((a, b) => a.from - b.from);
    let last: { from: number; to: number; style: TextStyle } | undefined;
    for (const part of parts) {
      if (last && part.from <= last.to) last.to = Math.max(last.to, part.to);
      else tidied.push((last = { ...part }));
    }
  }
  return tidied.sort((a, b) => a.from - b.from || a.to - b.to || STYLES.indexOf(a.style) - STYLES.indexOf(b.style));
}

/** Where lines end; a break inside a note or boneyard belongs to it. */
export function lineBreaks(text: string, hidden: readonly Hidden[]): number[] {
  const breaks: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (!regionAt(hidden, at)) breaks.push(at);
  }
  return breaks;
}

function regionAt(hidden: readonly Hidden[], position: number): Hidden | undefined {
  const region = hidden[countUpTo(hidden.length, (i) => (hidden[i]?.from ?? 0) < position) - 1];
  return region && position < region.to ? region : undefined;
}

function outside({ from, to, style }: StyleSpan, hidden: readonly Hidden[]): StyleSpan {
  return { from: regionAt(hidden, from)?.to ?? from, to: regionAt(hidden, to)?.from ?? to, style };
}

function split({ from, to, style }: StyleSpan, breaks: readonly number[]): StyleSpan[] {
  const parts: StyleSpan[] = [];
  let start = from;
  for (let i = countUpTo(breaks.length, (n) => (breaks[n] ?? 0) < from); (breaks[i] ?? to) < to; i++) {
    const end = breaks[i] ?? to;
    parts.push({ from: start, to: end, style });
    start = end + 1;
  }
  return [...parts, { from: start, to, style }];
}

function trimmed(text: string, { from, to, style }: StyleSpan): StyleSpan {
  const part = text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  return { from: start, to: Math.max(start, from + part.trimEnd().length), style };
}

/** Five words at the most: what has more before its colon is a sentence. */
const KEY = /^\p{L}[\p{L}\p{N}_&/'-]*(?: +[\p{L}\p{N}_&/'-]+){0,4}$/u;

/** Whether a word may stand before the colon of a title page line. */
export function isTitleKey(key: string): boolean {
  return KEY.test(key) && !isHeading(key) && !isTransition(`${key}:`);
}

/** Title page fields as a file can hold them: keys that read as keys, lines that say something. */
export function tidyTitlePage(titlePage: TitlePage): TitlePage {
  const fields = new Map<string, string[]>();
  for (const [key, values] of Object.entries(titlePage)) {
    const lines = values
      .flatMap((value) => value.split(/[\r\n]+/).map((line) => line.trim()))
      .filter((line) => line !== '');
    if (isTitleKey(key) && lines.length > 0) fields.set(key, lines);
  }
  return Object.fromEntries(fields);
}
