import { hiddenIn, type Hidden, type StyleSpan, type TextStyle } from '#shared/screenplay/index.ts';
import { keepBlankLines, SEAM } from './hidden.ts';

export interface StyledText {
  readonly text: string;
  readonly styles: readonly StyleSpan[];
}

/** What Fountain has marks for. */
type Emphasis = 'bold' | 'italic' | 'underline';

/** A run of `*` and `_`: what it may switch, and what of it turned out to be plain text. */
interface Marks {
  readonly raw: string;
  readonly stars: number;
  readonly underscores: number;
  readonly closes: Set<Emphasis>;
  readonly opens: Set<Emphasis>;
}

type Token = string | Marks;

/**
 * Reads the emphasis of one line: `*italic*`, `**bold**`, `***both***`, `_underline_`. As in Fountain 1.1 a mark opens
 * only before a letter and closes only after one, so that "dial *69, then *23" stays as it is. Marks switch styles on
 * and off rather than nest, so any overlap of spans can be written.
 */
export function parseInline(raw: string): StyledText {
  if (!raw.includes('*') && !raw.includes('_')) return { text: raw, styles: [] };
  const tokens = tokenise(raw);
  resolve(tokens);
  const styles: StyleSpan[] = [];
  const open = new Map<Emphasis, number>();
  let text = '';
  for (const token of tokens) {
    if (typeof token === 'string') {
      text += token;
      continue;
    }
    for (const style of token.closes) {
      const from = open.get(style);
      if (from !== undefined) styles.push({ from, to: text.length, style });
    }
    text += plainPart(token);
    for (const style of token.opens) open.set(style, text.length);
  }
  return { text, styles };
}

function tokenise(raw: string): Token[] {
  const tokens: Token[] = [];
  const hidden = hiddenIn(raw);
  let next = 0;
  let text = '';
  const flush = () => {
    if (text !== '') tokens.push(text);
    text = '';
  };
  const special = /[*_]+|\\[*_]|\/\*\*\/|\/\*|\[\[/g;
  let at = 0;
  for (let match = special.exec(raw); match; match = special.exec(raw)) {
    const from = match.index;
    const [found] = match;
    text += raw.slice(at, from);
    at = special.lastIndex;
    if (hidden[next]?.from === from) {
      at = special.lastIndex = hidden[next]?.to ?? at;
      text += raw.slice(from, at);
      next++;
    } else if (found === SEAM) flush();
    else if (found.startsWith('\\')) text += found.charAt(1);
    else if (found === '/*') {
      // Never closed, so no boneyard: its `*` may still be a mark.
      text += '/';
      at = special.lastIndex = from + 1;
    } else if (found === '[[') text += found;
    else {
      flush();
      tokens.push(marks(found));
    }
  }
  text += raw.slice(at);
  flush();
  return tokens;
}

function marks(raw: string): Marks {
  const stars = raw.replaceAll('_', '').length;
  return { raw, stars, underscores: raw.length - stars, closes: new Set(), opens: new Set() };
}

/** The styles a run switches; a run that is none of the known ones (`____`, `****`) switches nothing. */
function switched({ stars, underscores }: Marks): Emphasis[] {
  if (stars > 3 || underscores > 1) return [];
  const styles: Emphasis[] = [];
  if (stars >= 2) styles.push('bold');
  if (stars === 1 || stars === 3) styles.push('italic');
  if (underscores === 1) styles.push('underline');
  return styles;
}

/** Pairs the marks. An opening that finds no closing gives way to the next one and stays text. */
function resolve(tokens: readonly Token[]): void {
  const open = new Map<Emphasis, Marks>();
  for (const [i, token] of tokens.entries()) {
    if (typeof token === 'string') continue;
    const left = edge(tokens[i - 1], -1);
    const right = edge(tokens[i + 1], 0);
    for (const style of switched(token)) {
      const opening = open.get(style);
      if (opening && left) {
        token.closes.add(style);
        open.delete(style);
      } else if (right) {
        opening?.opens.delete(style);
        token.opens.add(style);
        open.set(style, token);
      }
    }
  }
  for (const [style, opening] of open) opening.opens.delete(style);
}

function edge(token: Token | undefined, at: 0 | -1): boolean {
  return typeof token === 'string' && token.at(at)?.trim() !== '';
}

const WIDTH: Readonly<Record<Emphasis, string>> = { bold: '**', italic: '*', underline: '_' };

function plainPart(token: Marks): string {
  if (token.closes.size + token.opens.size === 0) return token.raw;
  return switched(token)
    .filter((style) => !token.closes.has(style) && !token.opens.has(style))
    .map((style) => WIDTH[style])
    .join('');
}

/** Writes one text, its spans already tidy. Escapes only where leaving it out would change what is read. */
export function writeInline({ text, styles }: StyledText): string {
  const plain = assemble(text, styles, false);
  const read = parseInline(plain);
  if (read.text === keepBlankLines(text) && sameSpans(read.styles, styles)) return plain;
  return assemble(text, styles, true);
}

function sameSpans(a: readonly StyleSpan[], b: readonly StyleSpan[]): boolean {
  const key = (spans: readonly StyleSpan[]) =>
    spans
      .map(({ from, to, style }) => `${from} ${to} ${style}`)
      .sort()
      .join();
  return a.length === b.length && key(a) === key(b);
}

function assemble(text: string, styles: readonly StyleSpan[], escape: boolean): string {
  const hidden = hiddenIn(text);
  const cuts = [...new Set([...styles.flatMap(({ from, to }) => [from, to]), text.length])].sort((a, b) => a - b);
  const closing = groupBy(styles, (span) => span.to);
  const opening = groupBy(styles, (span) => span.from);
  let raw = '';
  let at = 0;
  let next = 0;
  for (const cut of cuts) {
    for (let region: Hidden | undefined; (region = hidden[next]) && region.from < cut; next++) {
      raw += literal(text.slice(at, region.from), escape) + keepBlankLines(text.slice(region.from, region.to));
      at = region.to;
    }
    if (at < cut) raw += literal(text.slice(at, cut), escape);
    at = Math.max(at, cut);
    const marks = closers(closing.get(cut)) + openers(opening.get(cut));
    // A mark must not be read together with what stands before it: `/*` would open a boneyard, `\*` is an escape.
    if (marks !== '' && /[\\/]$/.test(raw)) raw += SEAM;
    raw += marks;
  }
  return raw;
}

function groupBy(styles: readonly StyleSpan[], position: (span: StyleSpan) => number): Map<number, Set<TextStyle>> {
  const groups = new Map<number, Set<TextStyle>>();
  for (const span of styles) {
    const group = groups.get(position(span)) ?? new Set();
    groups.set(position(span), group.add(span.style));
  }
  return groups;
}

function stars(styles: ReadonlySet<TextStyle>): string {
  return (styles.has('bold') ? '**' : '') + (styles.has('italic') ? '*' : '');
}

function openers(styles: ReadonlySet<TextStyle> = new Set()): string {
  return (styles.has('underline') ? '_' : '') + stars(styles);
}

function closers(styles: ReadonlySet<TextStyle> = new Set()): string {
  return stars(styles) + (styles.has('underline') ? '_' : '');
}

/** Text that is neither note nor boneyard: what would open one is broken up. */
function literal(text: string, escape: boolean): string {
  return text.replace(/\[(?=\[)|\/\*|[*_]/g, (found) => {
    if (found === '[') return `[${SEAM}`;
    if (found === '/*') return '/\\*';
    return escape ? `\\${found}` : found;
  });
}
