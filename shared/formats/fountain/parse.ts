import { withLineFeeds } from '#shared/lib/line-feeds.ts';
import type { ElementType, Screenplay, ScriptParagraph, StyleSpan } from '#shared/screenplay/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { notesAlone, SEAM } from './hidden.ts';
import { parseInline } from './inline.ts';
import { MOST_PARAGRAPHS, tooMany, withinLimits } from './limits.ts';
import {
  isCue,
  isForcedHeading,
  isHeading,
  isPageBreak,
  isProse,
  isTransition,
  splitDual,
  splitSceneNumber,
  splitSection,
} from './line-kinds.ts';
import { firstCharacter, isBlank, keepsOpen, lineNumber, splitLines, type Lines } from './lines.ts';
import { isParenthetical, tidy, tidyPlain } from './tidy.ts';
import { parseTitlePage } from './title-page.ts';

export interface FountainRead {
  readonly screenplay: Screenplay;
  readonly diagnostics: readonly Diagnostic[];
}

/** At the start of a speech's line: a new paragraph, where Fountain by itself would continue the one before. */
export const NEW_PARAGRAPH = SEAM + SEAM;

/** Reads Fountain 1.1. Never throws, takes time linear in the text, and keeps everything but white space. */
export function parseFountain(text: string): FountainRead {
  const limited = withinLimits(withLineFeeds(withoutMark(text)));
  const split = splitLines(limited.text);
  const { titlePage, boneyards, read } = parseTitlePage(split.lines);
  const body = new BodyReader(split, read);
  for (const boneyard of boneyards) body.addNote(boneyard);
  const excess = body.read() ?? limited.excess;
  const all = [...split.diagnostics, ...body.diagnostics, ...(excess ? [excess] : [])];
  return { screenplay: { titlePage, elements: body.elements }, diagnostics: all.sort((a, b) => a.line - b.line) };
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Walks the lines below the title page once, front to back. Most of what a line may be, its first character says. */
class BodyReader {
  readonly elements: ScriptParagraph[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #lines: readonly string[];
  readonly #marked: ReadonlySet<number>;
  #at: number;
  /** A cue and a transition need a blank line before them; a note or a section serves as one. */
  #afterBlank = true;

  constructor({ lines, marked }: Lines, from: number) {
    this.#lines = lines;
    this.#marked = marked;
    this.#at = from;
  }

  /** Gives what stopped it before the last line. */
  read(): Diagnostic | undefined {
    while (this.#at < this.#lines.length) {
      if (this.elements.length > MOST_PARAGRAPHS) return tooMany('200,000 paragraphs', this.#number);
      const raw = this.#line();
      const first = firstCharacter(raw);
      if (first === '') this.#step(true);
      else if (!this.#readOutline(raw, first) && !this.#readMarked(raw, first) && !this.#readNatural(raw))
        this.#readAction(raw);
    }
    return undefined;
  }

  addNote(text: string): void {
    const note = tidy({ type: 'note', text });
    if (note) this.elements.push(note);
  }

  get #number(): number {
    return lineNumber(this.#lines, this.#at);
  }

  #line(ahead = 0): string {
    return this.#lines[this.#at + ahead] ?? '';
  }

  #step(afterBlank: boolean): void {
    this.#at++;
    this.#afterBlank = afterBlank;
  }

  /** Notes, page breaks, sections, synopses: lines that stand for themselves and leave what follows as after a blank. */
  #readOutline(raw: string, first: string): boolean {
    switch (first) {
      case '[':
      case '/':
        if (!this.#readNotes(raw)) return false;
        break;
      case '#': {
        const { text, level } = splitSection(raw);
        this.#addLine('section', text, { level });
        break;
      }
      case '=':
        if (isPageBreak(raw)) this.elements.push({ type: 'page_break', text: '' });
        else this.#addLine('synopsis', unmarked(raw));
        break;
      default:
        return false;
    }
    this.#step(true);
    return true;
  }

  #readNotes(raw: string): boolean {
    const notes = notesAlone(raw);
    for (const note of notes ?? []) this.addNote(note);
    return notes !== null;
  }

  #readMarked(raw: string, first: string): boolean {
    switch (first) {
      case '~':
        this.#addLines('lyrics', this.#take(lyric));
        return true;
      case '>':
        if (centered(raw) === null) this.#readLine('transition', unmarked(raw));
        else this.#addLines('centered', this.#take(centered));
        return true;
      case '!':
        this.#readAction(raw.replace('!', ''));
        return true;
      case '.':
        if (!isForcedHeading(raw)) return false;
        this.#readHeading(unmarked(raw));
        return true;
      case '@':
        if (raw.trim() === '@' && isBlank(this.#line(1))) return false;
        this.#readSpeech(unmarked(raw));
        return true;
      default:
        return false;
    }
  }

  #readNatural(raw: string): boolean {
    if (isHeading(raw)) this.#readHeading(raw);
    else if (!this.#afterBlank || isProse(raw)) return false;
    else if (isTransition(raw) && this.#isBlankAt(1)) this.#readLine('transition', raw);
    else if (isCue(raw) && this.#isSpeechNext()) this.#readSpeech(raw);
    else return false;
    return true;
  }

  #readHeading(raw: string): void {
    const { text, number } = splitSceneNumber(raw);
    this.#readLine('scene_heading', text, number === undefined ? undefined : { number });
  }

  #readLine(type: ElementType, raw: string, more?: Partial<ScriptParagraph>): void {
    this.#addLine(type, raw, more);
    this.#step(false);
  }

  /** Adds the line here, or what its mark leaves of it. */
  #addLine(type: ElementType, raw: string, more?: Partial<ScriptParagraph>): void {
    const plain = more === undefined && !this.#marked.has(this.#at);
    const paragraph = plain ? tidyPlain(type, raw) : tidy({ type, ...parseInline(raw), ...more });
    if (paragraph) this.elements.push(paragraph);
  }

  /** Adds the lines above, or what their marks leave of them. */
  #addLines(type: ElementType, raws: readonly string[]): void {
    const plain = raws.length === 1 && !this.#marked.has(this.#at - 1);
    const paragraph = plain ? tidyPlain(type, raws[0] ?? '') : tidy({ type, ...inlineLines(raws) });
    if (paragraph) this.elements.push(paragraph);
  }

  /** The run of lines from here that `content` accepts, as their contents. */
  #take(content: (raw: string) => string | null): string[] {
    const taken: string[] = [];
    for (let text = content(this.#line()); text !== null; text = content(this.#line())) {
      taken.push(text);
      this.#step(false);
    }
    return taken;
  }

  #readAction(first: string): void {
    const raws = [first];
    this.#step(false);
    for (let raw = this.#line(); !endsAction(raw); raw = this.#line()) {
      raws.push(raw);
      this.#step(false);
    }
    this.#addLines('action', raws);
  }

  /** A cue and what is said, up to the blank line. `@` alone opens a speech without a name. */
  #readSpeech(cue: string): void {
    const { text, dual } = splitDual(cue);
    this.#readLine('character', text, dual ? { dual: true } : undefined);
    while (goesOn(this.#line())) if (!this.#readAside()) this.#readWords();
  }

  /** What stands between the words of a speech: a note, a parenthetical, a song. */
  #readAside(): boolean {
    const raw = this.#line();
    switch (firstCharacter(raw)) {
      case '[':
      case '/':
        if (!this.#readNotes(raw)) return false;
        this.#step(false);
        return true;
      case '(':
        return this.#readParenthetical();
      case '~':
        this.#readLyrics();
        return true;
      default:
        return false;
    }
  }

  #readWords(): void {
    const said = [this.#line()];
    this.#step(false);
    for (let raw = this.#line(); goesOn(raw) && !this.#endsWords(raw); raw = this.#line()) {
      said.push(raw);
      this.#step(false);
    }
    this.#addLines('dialogue', said);
  }

  #readLyrics(): void {
    const first = lyric(this.#line()) ?? '';
    this.#step(false);
    const rest = this.#take((raw) => (lyric(raw)?.startsWith(NEW_PARAGRAPH) ? null : lyric(raw)));
    this.#addLines('lyrics', [first, ...rest]);
  }

  /** Whether a line of a speech is not more of the words above it. */
  #endsWords(raw: string): boolean {
    switch (firstCharacter(raw)) {
      case '[':
      case '/':
        return raw.startsWith(NEW_PARAGRAPH) || notesAlone(raw) !== null;
      case '(':
        return this.#parenthetical() !== null;
      default:
        return lyric(raw) !== null;
    }
  }

  #readParenthetical(): boolean {
    const aside = this.#parenthetical();
    if (!aside) return false;
    for (const _ of aside) this.#step(false);
    this.#addLines('parenthetical', aside);
    return true;
  }

  /** The lines of the parenthetical that begins here and may be wrapped. */
  #parenthetical(): string[] | null {
    const first = this.#line().trim();
    if (isParenthetical(first)) return [first];
    if (first.includes(')')) return null;
    const lines = [first];
    for (;;) {
      const raw = this.#line(lines.length).trim();
      lines.push(raw);
      const close = raw.indexOf(')');
      if (raw === '' || /^[~[/=]/.test(raw) || raw.includes('(')) return null;
      if (close !== -1) return close === raw.length - 1 ? lines : null;
    }
  }

  #isBlankAt(ahead: number): boolean {
    const raw = this.#line(ahead);
    return isBlank(raw) || notesAlone(raw) !== null;
  }

  #isSpeechNext(): boolean {
    let ahead = 1;
    while (notesAlone(this.#line(ahead))) ahead++;
    const next = this.#line(ahead);
    const speech = !isBlank(next) && !isPageBreak(next);
    if (!speech && this.#at + ahead >= this.#lines.length)
      this.#report('A cue at the end of the file has no speech. It was kept as action.');
    return speech;
  }

  #report(message: string): void {
    this.diagnostics.push({ line: this.#number, message });
  }
}

/** Each line's emphasis by itself, for emphasis never crosses a line (Fountain 1.1). */
function inlineLines(raws: readonly string[]): Pick<ScriptParagraph, 'text' | 'styles'> {
  let text = '';
  const styles: StyleSpan[] = [];
  for (const [i, raw] of raws.entries()) {
    if (i > 0) text += '\n';
    const read = parseInline(raw);
    const at = text.length;
    for (const { from, to, style } of read.styles) styles.push({ from: from + at, to: to + at, style });
    text += read.text;
  }
  return { text, styles };
}

/** What stands behind the mark that a line begins with. */
function unmarked(raw: string): string {
  return raw.trimStart().slice(1);
}

function lyric(raw: string): string | null {
  return firstCharacter(raw) === '~' ? unmarked(raw) : null;
}

function centered(raw: string): string | null {
  if (firstCharacter(raw) !== '>') return null;
  const line = raw.trim();
  return line.length > 1 && line.endsWith('<') ? line.slice(1, -1) : null;
}

/** Whether a speech goes on with this line. */
function goesOn(raw: string): boolean {
  switch (firstCharacter(raw)) {
    case '':
      return keepsOpen(raw);
    case '=':
      return !isPageBreak(raw);
    default:
      return true;
  }
}

function endsAction(raw: string): boolean {
  switch (firstCharacter(raw)) {
    case '':
    case '#':
    case '=':
    case '>':
    case '~':
    case '!':
      return true;
    case '[':
    case '/':
      return notesAlone(raw) !== null;
    default:
      return false;
  }
}
