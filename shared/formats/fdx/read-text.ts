import { hiddenIn, type Hidden, type StyleSpan, type TextRun, type TextStyle } from '#shared/screenplay/index.ts';
import { keep, type KeptPart, type KeptRun } from './kept.ts';
import { styleNames, stylesOf } from './names.ts';
import { inBrackets, isInlineNote, noteText } from './notes.ts';
import { writeNode } from './write-xml.ts';
import { isElement, textOf, type XmlElement, type XmlNode } from './xml-tree.ts';

/** A note that stands beside the text: it becomes a paragraph after this one. */
export interface NoteAside {
  readonly text: string;
  /** The ScriptNote it was in a file. */
  readonly xml: string | undefined;
  /** Where it stood in the text without its notes; at the end where not given. */
  readonly at?: 'start' | number;
}

export interface ReadText {
  readonly text: string;
  readonly styles: readonly StyleSpan[];
  readonly runs: readonly TextRun[];
  readonly parts: readonly KeptPart[];
  readonly notes: readonly NoteAside[];
}

export interface TextOptions {
  /** A note before the text of a heading is about the scene: it becomes a paragraph, where others join the line. */
  readonly heading: boolean;
  /** Dialogue: a line break in the text is none between two paragraphs. */
  readonly marksBreaks: boolean;
}

/** Reads the text of a paragraph, in as many pieces as it comes, with everything that stands between them. */
export function readText(xml: XmlElement, options: TextOptions): ReadText {
  const reader = new TextReader(xml.children, options, false);
  // Notes whose brackets would be read together with the text's own stay out of it.
  return reader.isAmbiguous ? new TextReader(xml.children, options, true).result() : reader.result();
}

interface Entry {
  readonly from: number;
  readonly to: number;
  readonly styles: readonly TextStyle[];
  readonly revision?: string;
  readonly kept: KeptRun;
}

interface Mark extends Hidden {
  readonly kept: KeptRun;
}

class TextReader {
  readonly #options: TextOptions;
  readonly #notesAside: boolean;
  readonly #entries: Entry[] = [];
  readonly #parts: KeptPart[] = [];
  readonly #notes: NoteAside[] = [];
  /** Notes that stood before the text and are read at its end. */
  readonly #leading: XmlElement[] = [];
  readonly #firstText: number;
  readonly #lastText: number;
  readonly #hidden: readonly Hidden[];
  #text = '';
  /** Text without the notes in it. */
  #length = 0;

  constructor(children: readonly XmlNode[], options: TextOptions, notesAside: boolean) {
    this.#options = options;
    this.#notesAside = notesAside;
    this.#firstText = children.findIndex(isText);
    this.#lastText = children.findLastIndex(isText);
    children.forEach((child, index) => this.#child(child, index));
    for (const note of this.#leading) this.#inline(note, true);
    this.#hidden = hiddenIn(this.#text);
  }

  get isAmbiguous(): boolean {
    const ends = new Map(this.#hidden.map(({ from, to }) => [from, to]));
    return this.#entries.some(({ from, to, kept }) => kept.note !== undefined && ends.get(from) !== to);
  }

  result(): ReadText {
    const entries = withMarks(this.#entries, this.#marks());
    const end = this.#length;
    return {
      text: this.#text,
      styles: spansOf(entries),
      runs: saysMoreThanStyles(entries) ? entries.map(runOf) : [],
      parts: this.#parts.map(([at, xml]) => [at === end && at > 0 ? -1 : at, xml]),
      notes: this.#notes.map((note) => (note.at === end ? { text: note.text, xml: note.xml } : note)),
    };
  }

  #child(child: XmlNode, index: number): void {
    if (isText(child)) this.#append(child);
    else if (typeof child === 'string') return;
    else if (isElement(child) && child.name === 'ScriptNote') this.#note(child, index);
    else this.#parts.push([this.#length, writeNode(child)]);
  }

  #append(child: XmlNode): void {
    const from = this.#text.length;
    this.#text += textOf(child).replace(/\r\n?/g, '\n');
    this.#length += this.#text.length - from;
    const { Style: names, RevisionID: revision, ...others } = isElement(child) ? child.attributes : {};
    const styles = stylesOf(names ?? '');
    const isRevised = revision !== undefined && /^[1-9]\d{0,5}$/.test(revision);
    const isTold = this.#text.length > from && styleNames(new Set(styles), undefined) === names;
    const attributes = {
      ...others,
      ...(names !== undefined && !isTold && { Style: names }),
      ...(revision !== undefined && !isRevised && { RevisionID: revision }),
    };
    const more = isElement(child) && child.children.some((part) => typeof part !== 'string');
    const kept = { attributes, ...(more && { xml: writeNode(child) }) };
    this.#entries.push({ from, to: this.#text.length, styles, ...(isRevised && { revision }), kept });
  }

  #note(xml: XmlElement, index: number): void {
    const [before, after] = [index > this.#firstText && this.#firstText !== -1, index < this.#lastText];
    const text = noteText(xml);
    const joins = after && (before || !this.#options.heading) && !this.#notesAside && isInlineNote(text);
    if (!joins) {
      const at = after ? { at: before ? this.#length : ('start' as const) } : {};
      this.#notes.push({ text, xml: writeNode(xml), ...at });
    } else if (before) this.#inline(xml, false);
    else this.#leading.push(xml);
  }

  #inline(xml: XmlElement, first: boolean): void {
    if (first && this.#text !== '') this.#text += ' ';
    const from = this.#text.length;
    this.#text += inBrackets(noteText(xml));
    const kept = { note: writeNode(xml), ...(first && { first }) };
    this.#entries.push({ from, to: this.#text.length, styles: [], kept });
  }

  /** Text that is read as a note or boneyard and was none in the file, and line breaks that begin no paragraph. */
  #marks(): Mark[] {
    const notes = new Set(this.#entries.filter(({ kept }) => kept.note !== undefined).map(({ from }) => from));
    const marks: Mark[] = [];
    let at = 0;
    const breaksUpTo = (end: number) => {
      for (at = this.#text.indexOf('\n', at); at !== -1 && at < end; at = this.#text.indexOf('\n', at + 1)) {
        marks.push({ from: at, to: at + 1, kept: { soft: true } });
      }
    };
    for (const region of this.#hidden) {
      if (this.#options.marksBreaks) breaksUpTo(region.from);
      if (!notes.has(region.from)) marks.push({ ...region, kept: { literal: true } });
      at = region.to;
    }
    if (this.#options.marksBreaks) breaksUpTo(this.#text.length);
    return marks;
  }
}

/** A `Text` element, or words that stand in the paragraph without one. */
function isText(child: XmlNode): boolean {
  return typeof child === 'string' ? child.trim() !== '' : isElement(child) && child.name === 'Text';
}

/** The entries cut where marks begin and end, each piece with the mark it lies in. Both lists are in text order. */
function withMarks(entries: readonly Entry[], marks: readonly Mark[]): readonly Entry[] {
  if (marks.length === 0) return entries;
  const cut: Entry[] = [];
  let next = 0;
  for (const entry of entries) {
    let { from } = entry;
    if (from === entry.to) cut.push(entry);
    while (from < entry.to) {
      while ((marks[next]?.to ?? Infinity) <= from) next++;
      const mark = marks[next];
      const inside = mark !== undefined && mark.from <= from;
      const to = Math.min(entry.to, (inside ? mark.to : mark?.from) ?? Infinity);
      const kept = { ...entry.kept, ...(inside && mark.kept), ...(from > entry.from && { joins: true }) };
      cut.push({ ...entry, from, to, kept });
      from = to;
    }
  }
  return cut;
}

function runOf({ from, to, revision, kept }: Entry): TextRun {
  const stored = keep(kept);
  return { from, to, ...(revision !== undefined && { revision }), ...(stored && { kept: stored }) };
}

/** Whether the pieces tell anything that the styles and the text do not. */
function saysMoreThanStyles(entries: readonly Entry[]): boolean {
  return entries.some((entry, i) => {
    const next = entries[i + 1];
    const sameAsNext = next !== undefined && entry.styles.join() === next.styles.join();
    return entry.revision !== undefined || keep(entry.kept) || entry.from === entry.to || sameAsNext;
  });
}

/** One span where pieces in the same style touch, or have but notes between them. */
function spansOf(entries: readonly Entry[]): StyleSpan[] {
  const last = new Map<TextStyle, number>();
  const spans: StyleSpan[] = [];
  /** Where the notes begin that end where the next piece begins. */
  let notes = 0;
  let end = 0;
  for (const { from, to, styles, kept } of entries) {
    if (from !== end) notes = from;
    end = to;
    if (kept.note !== undefined || from === to) continue;
    for (const style of styles) {
      const at = last.get(style);
      const before = at === undefined ? undefined : spans[at];
      if (at !== undefined && before && before.to >= notes) spans[at] = { from: before.from, to, style };
      else last.set(style, spans.push({ from, to, style }) - 1);
    }
    notes = to;
  }
  return spans.sort((a, b) => a.from - b.from || a.to - b.to);
}
