import { countUpTo } from '#shared/lib/count-up-to.ts';
import { must } from '#shared/lib/assert.ts';
import { hiddenIn, type ScriptParagraph, type TextRun, type TextStyle } from '#shared/screenplay/index.ts';
import { elementOf, keptRun, wellFormed, type KeptPart, type KeptRun } from './kept.ts';
import { styleNames } from './names.ts';
import { writeNote } from './notes.ts';
import type { NoteAside } from './read-text.ts';
import { escapeText, writeElement, writeNode } from './write-xml.ts';
import { textOf } from './xml-tree.ts';

/** A note that a range in the script points at; it is written apart from the text. */
export interface AnchoredNote {
  readonly text: string;
  readonly kept: KeptRun;
  /** Its place in the text that is written. */
  readonly at: number;
}

/** What stands among the text. */
export interface Among {
  readonly parts?: readonly KeptPart[];
  /** Notes that are paragraphs of the script, and belong to this one. */
  readonly notes?: readonly NoteAside[];
  /** Told of each anchored note. */
  readonly onAnchored?: (note: AnchoredNote) => void;
}

export interface WrittenText {
  readonly children: readonly string[];
  /** Characters of text in them. Notes are none. */
  readonly length: number;
}

/** The paragraph's children: its text in runs, and notes and parts between them. */
export function writeText(paragraph: ScriptParagraph, among: Among = {}): WrittenText {
  return new TextWriter(paragraph, among).write();
}

/** Characters of text that the paragraph has in a file. */
export function writtenLength({ text, runs = [] }: ScriptParagraph): number {
  return regionsIn(text, runs).reduce((length, { from, to }) => length - (to - from), text.length);
}

/** Finds where in the paragraph's text a place in the written text lies: before a note that stands there. */
export function placesIn({ text, runs = [] }: ScriptParagraph): (written: number) => number {
  const regions = regionsIn(text, runs);
  let hidden = 0;
  const before = regions.map(({ from, to }) => {
    const start = from - hidden;
    hidden += to - from;
    return { start, hidden };
  });
  return (written) => {
    const passed = countUpTo(before.length, (i) => must(before[i]).start < written);
    return Math.min(written + (before[passed - 1]?.hidden ?? 0), text.length);
  };
}

interface Region {
  /** Where the text leaves off; before `note` where a space was put between. */
  readonly from: number;
  readonly to: number;
  readonly note: string;
  readonly kept: KeptRun;
}

class TextWriter {
  readonly #text: string;
  readonly #runs: readonly TextRun[];
  readonly #regions: readonly Region[];
  readonly #among: Among;
  readonly #switches: ReadonlyMap<number, readonly { readonly style: TextStyle }[]>;
  readonly #out: string[] = [];
  readonly #active = new Set<TextStyle>();
  /** The text written last, while more of the same may follow. */
  #open: { readonly attributes: Readonly<Record<string, string>>; readonly run?: TextRun; text: string } | null = null;
  /** A note that takes no room stands here: the text goes on after it as if it were not there. */
  #goesOn = false;
  #nextRun = 0;
  #nextRegion = 0;
  #written = 0;
  #hasText = false;
  /** A note inside the line came last: text must follow, or it would be read as standing beside the line. */
  #owesText = false;

  constructor({ text, styles = [], runs = [] }: ScriptParagraph, among: Among) {
    this.#text = text;
    this.#runs = runs;
    this.#regions = regionsIn(text, runs);
    this.#among = among;
    const edges = styles
      .filter(({ from, to }) => from < to)
      .flatMap(({ from, to, style }) => [
        { at: from, style },
        { at: to, style },
      ]);
    this.#switches = grouped(edges, ({ at }) => at);
  }

  write(): WrittenText {
    const { parts = [], notes = [] } = this.#among;
    this.#addAll(parts.filter(([at]) => at === 0).map(partXml));
    for (const { note, kept } of this.#regions) {
      if (!kept.first) continue;
      this.#add(writeNote(note, kept.note));
      this.#owesText = true;
    }
    this.#addAll(notes.filter(({ at }) => at === 'start').map(noteXml));
    const inside: readonly (readonly [number, string])[] = [
      ...parts.filter(([at]) => at > 0).map((part) => [part[0], partXml(part)] as const),
      ...notes.flatMap((note) => (typeof note.at === 'number' ? [[note.at, noteXml(note)] as const] : [])),
    ];
    this.#body(inside);
    if (this.#owesText) this.#addText('');
    this.#addAll(parts.filter(([at]) => at < 0).map(partXml));
    this.#addAll(notes.filter(({ at }) => at === undefined).map(noteXml));
    this.#close();
    return { children: this.#out.filter((xml) => xml !== ''), length: this.#written };
  }

  #body(inside: readonly (readonly [at: number, xml: string])[]): void {
    const placeOf = placesIn({ type: 'general', text: this.#text, runs: this.#runs });
    const insideAt = grouped(inside, ([at]) => placeOf(Math.max(at, 0)));
    const cuts = new Set([0, this.#text.length, ...this.#switches.keys(), ...insideAt.keys()]);
    for (const { from, to } of [...this.#runs, ...this.#regions]) cuts.add(from).add(to);
    const sorted = [...cuts].filter((cut) => cut >= 0 && cut <= this.#text.length).sort((a, b) => a - b);
    sorted.forEach((from, i) => {
      this.#emptyRuns(from);
      this.#addAll((insideAt.get(from) ?? []).map(([, xml]) => xml));
      for (const { style } of this.#switches.get(from) ?? []) {
        if (!this.#active.delete(style)) this.#active.add(style);
      }
      const to = sorted[i + 1];
      if (to !== undefined) this.#piece(from, to);
    });
  }

  /** Passes the runs that end here, and writes those that hold no text. */
  #emptyRuns(at: number): void {
    for (let run = this.#runs[this.#nextRun]; run && run.to <= at; run = this.#runs[++this.#nextRun]) {
      if (run.from === run.to) this.#addText('', run, new Set());
    }
  }

  #piece(from: number, to: number): void {
    while ((this.#regions[this.#nextRegion]?.to ?? Infinity) <= from) this.#nextRegion++;
    const region = this.#regions[this.#nextRegion];
    if (region && region.from <= from) {
      if (region.from === from && !region.kept.first) this.#addRegion(region);
      return;
    }
    const run = this.#runs[this.#nextRun];
    const isIn = run !== undefined && run.from <= from;
    const whole = isIn && run.from === from && run.to === to ? keptRun(run.kept).xml : undefined;
    const element = elementOf(whole);
    const text = this.#text.slice(from, to);
    if (!element || textOf(element).replace(/\r\n?/g, '\n') !== text)
      this.#addText(text, isIn ? run : undefined, this.#active);
    else {
      this.#add(writeNode(element));
      this.#wrote(text.length);
    }
  }

  #addRegion({ note, kept }: Region): void {
    if (kept.back !== undefined) {
      this.#among.onAnchored?.({ text: note, kept, at: this.#written });
      this.#goesOn = true;
      return;
    }
    if (!this.#hasText) this.#addText('');
    this.#add(writeNote(note, kept.note));
    this.#owesText = true;
  }

  #addText(text: string, run?: TextRun, active: ReadonlySet<TextStyle> = new Set()): void {
    const kept = keptRun(run?.kept);
    const { Style: was, ...others } = kept.attributes ?? {};
    const names = text === '' ? was : styleNames(active, was);
    const attributes = {
      ...others,
      ...(names !== undefined && { Style: names }),
      ...(run?.revision !== undefined && { RevisionID: run.revision }),
    };
    const goesOn = kept.joins === true || (this.#goesOn && !run && !this.#open?.run);
    if (goesOn && this.#open && sameAttributes(this.#open.attributes, attributes)) this.#open.text += text;
    else {
      this.#close();
      this.#open = { attributes, text, ...(run && { run }) };
    }
    this.#wrote(text.length);
  }

  #wrote(length: number): void {
    this.#goesOn = false;
    this.#written += length;
    this.#hasText = true;
    this.#owesText = false;
  }

  #addAll(items: readonly string[]): void {
    for (const xml of items) this.#add(xml);
  }

  #add(xml: string): void {
    this.#close();
    this.#out.push(xml);
  }

  #close(): void {
    if (!this.#open) return;
    const { attributes, text } = this.#open;
    this.#out.push(writeElement({ name: 'Text', attributes }, escapeText(text)));
    this.#open = null;
  }
}

function partXml([, xml]: KeptPart): string {
  return wellFormed(xml);
}

function noteXml({ text, xml }: NoteAside): string {
  return writeNote(text, xml);
}

function sameAttributes(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** The notes and boneyards that stand in the line and are no text of it. */
function regionsIn(text: string, runs: readonly TextRun[]): Region[] {
  let next = 0;
  return hiddenIn(text).flatMap(({ from, to }) => {
    while ((runs[next]?.to ?? Infinity) <= from) next++;
    const run = runs[next];
    const kept = run && run.from <= from ? keptRun(run.kept) : {};
    if (kept.literal) return [];
    const note = text.startsWith('[[', from) ? text.slice(from + 2, to - 2) : text.slice(from, to);
    const padded = kept.first && from > 0 && text[from - 1] === ' ';
    return [{ from: padded ? from - 1 : from, to, note, kept }];
  });
}

function grouped<T>(items: readonly T[], position: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(position(item));
    if (group) group.push(item);
    else groups.set(position(item), [item]);
  }
  return groups;
}
