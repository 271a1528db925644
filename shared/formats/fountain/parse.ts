import type { ElementType, Screenplay, ScriptParagraph } from '#shared/screenplay/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { notesAlone, SEAM } from './hidden.ts';
import { parseInline } from './inline.ts';
import {
  isCue,
  isForcedHeading,
  isHeading,
  isPageBreak,
  isTransition,
  splitDual,
  splitSceneNumber,
  splitSection,
} from './line-kinds.ts';
import { isBlank, keepsOpen, splitLines, type Line } from './lines.ts';
import { isParenthetical, tidy } from './tidy.ts';
import { parseTitlePage } from './title-page.ts';

export interface FountainRead {
  readonly screenplay: Screenplay;
  readonly diagnostics: readonly Diagnostic[];
}

/** At the start of a speech's line: a new paragraph, where Fountain by itself would continue the one before. */
export const NEW_PARAGRAPH = SEAM + SEAM;

/** Reads Fountain 1.1. Never throws, takes time linear in the text, and keeps everything but white space. */
export function parseFountain(text: string): FountainRead {
  const { lines, diagnostics } = splitLines(withoutMark(text).replace(/\r\n?/g, '\n'));
  const { titlePage, boneyards, read } = parseTitlePage(lines);
  const body = new BodyReader(lines, read);
  for (const boneyard of boneyards) body.addNote(boneyard);
  body.read();
  const all = [...diagnostics, ...body.diagnostics].sort((a, b) => a.line - b.line);
  return { screenplay: { titlePage, elements: body.elements }, diagnostics: all };
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Walks the lines below the title page once, front to back. */
class BodyReader {
  readonly elements: ScriptParagraph[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #lines: readonly Line[];
  #at: number;
  /** A cue and a transition need a blank line before them; a note or a section serves as one. */
  #afterBlank = true;

  constructor(lines: readonly Line[], from: number) {
    this.#lines = lines;
    this.#at = from;
  }

  read(): void {
    while (this.#at < this.#lines.length) {
      const raw = this.#line();
      if (isBlank(raw)) this.#step(true);
      else if (!this.#readOutline(raw) && !this.#readMarked(raw) && !this.#readNatural(raw)) this.#readAction(raw);
    }
  }

  addNote(text: string): void {
    const note = tidy({ type: 'note', text });
    if (note) this.elements.push(note);
  }

  #line(ahead = 0): string {
    return this.#lines[this.#at + ahead]?.raw ?? '';
  }

  #step(afterBlank: boolean): void {
    this.#at++;
    this.#afterBlank = afterBlank;
  }

  /** Notes, page breaks, sections, synopses: lines that stand for themselves and leave what follows as after a blank. */
  #readOutline(raw: string): boolean {
    const notes = notesAlone(raw);
    const line = raw.trimStart();
    const section = splitSection(raw);
    if (notes) for (const note of notes) this.addNote(note);
    else if (isPageBreak(raw)) this.elements.push({ type: 'page_break', text: '' });
    else if (section) this.#addLine('section', section.text, { level: section.level });
    else if (line.startsWith('=')) this.#addLine('synopsis', line.slice(1));
    else return false;
    this.#step(true);
    return true;
  }

  #readMarked(raw: string): boolean {
    const line = raw.trimStart();
    if (line.startsWith('~')) this.#addLines('lyrics', this.#take(lyric));
    else if (centered(raw) !== null) this.#addLines('centered', this.#take(centered));
    else if (line.startsWith('>')) this.#readLine('transition', line.slice(1));
    else if (line.startsWith('!')) this.#readAction(raw.replace('!', ''));
    else if (isForcedHeading(raw)) this.#readHeading(line.slice(1));
    else if (line.startsWith('@') && (line.trimEnd() !== '@' || !isBlank(this.#line(1))))
      this.#readSpeech(line.slice(1));
    else return false;
    return true;
  }

  #readNatural(raw: string): boolean {
    if (isHeading(raw)) this.#readHeading(raw);
    else if (this.#afterBlank && isTransition(raw) && this.#isBlankAt(1)) this.#readLine('transition', raw);
    else if (this.#afterBlank && isCue(raw) && this.#isSpeechNext()) this.#readSpeech(raw);
    else return false;
    return true;
  }

  #readHeading(raw: string): void {
    const { text, number } = splitSceneNumber(raw);
    this.#readLine('scene_heading', text, number === undefined ? {} : { number });
  }

  #readLine(type: ElementType, raw: string, more: Partial<ScriptParagraph> = {}): void {
    this.#addLine(type, raw, more);
    this.#step(false);
  }

  #addLine(type: ElementType, raw: string, more: Partial<ScriptParagraph> = {}): void {
    this.#addLines(type, [raw], more);
  }

  #addLines(type: ElementType, raws: readonly string[], more: Partial<ScriptParagraph> = {}): void {
    const paragraph = tidy({ type, ...inlineLines(raws), ...more });
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
    while (this.#at < this.#lines.length && !isBlank(this.#line()) && !endsAction(this.#line())) {
      raws.push(this.#line());
      this.#step(false);
    }
    this.#addLines('action', raws);
  }

  /** A cue and what is said, up to the blank line. `@` alone opens a speech without a name. */
  #readSpeech(cue: string): void {
    const { text, dual } = splitDual(cue);
    this.#addLine('character', text, dual ? { dual: true } : {});
    this.#step(false);
    let said: string[] = [];
    const flush = () => {
      this.#addLines('dialogue', said);
      said = [];
    };
    for (let raw = this.#line(); this.#goesOn(raw); raw = this.#line()) {
      const notes = notesAlone(raw);
      const aside = notes ? null : this.#parenthetical();
      if (notes || aside !== null || lyric(raw) !== null || raw.startsWith(NEW_PARAGRAPH)) flush();
      if (notes) for (const note of notes) this.addNote(note);
      else if (aside !== null) this.#addLine('parenthetical', aside);
      else if (lyric(raw) !== null) {
        this.#readLyrics();
        continue;
      } else said.push(raw);
      this.#step(false);
    }
    flush();
  }

  #readLyrics(): void {
    const first = lyric(this.#line()) ?? '';
    this.#step(false);
    const rest = this.#take((raw) => (lyric(raw)?.startsWith(NEW_PARAGRAPH) ? null : lyric(raw)));
    this.#addLines('lyrics', [first, ...rest]);
  }

  #goesOn(raw: string): boolean {
    return this.#at < this.#lines.length && (!isBlank(raw) || keepsOpen(raw)) && !isPageBreak(raw);
  }

  /** The parenthetical that begins here, which may be wrapped over lines; the reader is left on its last one. */
  #parenthetical(): string | null {
    const first = this.#line().trim();
    if (!first.startsWith('(')) return null;
    if (isParenthetical(first)) return first;
    if (first.includes(')')) return null;
    for (let ahead = 1; ; ahead++) {
      const raw = this.#line(ahead).trim();
      const close = raw.indexOf(')');
      if (raw === '' || /^[~[/=]/.test(raw) || raw.includes('(')) return null;
      if (close === -1) continue;
      if (close < raw.length - 1) return null;
      const lines = this.#lines.slice(this.#at, this.#at + ahead + 1).map((line) => line.raw.trim());
      this.#at += ahead;
      return lines.join(' ');
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
    this.diagnostics.push({ line: this.#lines[this.#at]?.number ?? 1, message });
  }
}

/** Each line's emphasis by itself, for emphasis never crosses a line (Fountain 1.1). */
function inlineLines(raws: readonly string[]): Pick<ScriptParagraph, 'text' | 'styles'> {
  const [only] = raws;
  if (raws.length === 1 && only !== undefined) return parseInline(only);
  let text = '';
  const styles = raws.flatMap((raw, i) => {
    const read = parseInline(raw);
    if (i > 0) text += '\n';
    const at = text.length;
    text += read.text;
    return read.styles.map(({ from, to, style }) => ({ from: from + at, to: to + at, style }));
  });
  return { text, styles };
}

function lyric(raw: string): string | null {
  const line = raw.trimStart();
  return line.startsWith('~') ? line.slice(1) : null;
}

function centered(raw: string): string | null {
  const line = raw.trim();
  return line.length > 1 && line.startsWith('>') && line.endsWith('<') ? line.slice(1, -1) : null;
}

function endsAction(raw: string): boolean {
  return /^[#=>~!]/.test(raw.trimStart()) || notesAlone(raw) !== null;
}
