import { hiddenIn, type ScriptParagraph, type TextRun } from '#shared/screenplay/index.ts';
import { must } from '#shared/lib/assert.ts';
import { countUpTo } from '#shared/lib/count-up-to.ts';
import { arrange, BLOCK_UNITS } from './arrange.ts';
import { keep, keptRun } from './kept.ts';
import { inBrackets, isInlineNote, noteText, writeNote } from './notes.ts';
import { placesIn, writtenLength, type AnchoredNote } from './write-text.ts';
import { indented, writeElement, writeNode } from './write-xml.ts';
import { isElement, type XmlElement } from './xml-tree.ts';

/*
 * Since version 5 a file has its notes in one list, each with a range of places in the script: every character is one, the
 * end of a paragraph is one, a dual dialogue or an omitted scene in a paragraph is two whatever it holds. Here a note
 * stands in the text that it is about, and its range is counted anew when it is written.
 */

/** A paragraph of the file, and the places it takes. */
interface Line {
  /** Which paragraph of the script it is, and where in its text this line begins. */
  readonly index: number;
  readonly offset: number;
  readonly paragraph: ScriptParagraph;
  readonly from: number;
  readonly to: number;
  readonly isBlock: boolean;
  /** Characters of its text. */
  readonly length: number;
  readonly placeOf: (written: number) => number;
  /** Runs that can only be written back whole. */
  readonly undivided: readonly TextRun[];
}

interface Note {
  readonly xml: XmlElement;
  readonly place: number;
  readonly text: string;
  readonly run: Pick<TextRun, 'kept'>;
}

/** Puts the notes of the list into the script as far as their ranges lie in it, and tells which are left. */
export function placeNotes(
  paragraphs: readonly ScriptParagraph[],
  list: XmlElement,
): { paragraphs: readonly ScriptParagraph[]; rest: XmlElement } {
  const lines = linesOf(paragraphs);
  const notes = new Map<number, Note[]>();
  const placed = new Set<unknown>();
  list.children.filter(isElement).forEach((child, order) => {
    const note = child.name === 'ScriptNote' ? noteOf(child, lines, order) : null;
    if (!note) return;
    const others = notes.get(note.index);
    if (others) others.push(note);
    else notes.set(note.index, [note]);
  });
  const all = paragraphs.map((paragraph, i) => {
    const own = notes.get(i);
    const annotated = own && annotate(paragraph, own);
    if (annotated) for (const { xml } of own) placed.add(xml);
    return annotated ?? paragraph;
  });
  return { paragraphs: all, rest: { ...list, children: list.children.filter((child) => !placed.has(child)) } };
}

function linesOf(paragraphs: readonly ScriptParagraph[]): Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const { kind, index, lines: parts } of arrange(paragraphs)) {
    const isBlock = kind === 'dual';
    let offset = 0;
    for (const paragraph of isBlock ? parts.slice(0, 1) : parts) {
      const inside = isBlock || paragraph.omitted ? BLOCK_UNITS : 0;
      const length = isBlock || kind === 'page_break' ? 0 : writtenLength(paragraph);
      const to = from + length + inside + 1;
      const placeOf = placesIn(paragraph);
      const undivided = (paragraph.runs ?? []).filter(({ kept }) => keptRun(kept).xml !== undefined);
      lines.push({ index, offset, paragraph, from, to, isBlock, length, placeOf, undivided });
      offset += paragraph.text.length + 1;
      from = to;
    }
  }
  return lines;
}

function noteOf(xml: XmlElement, lines: readonly Line[], order: number): (Note & { index: number }) | null {
  const text = noteText(xml);
  const [, from, to] = /^(\d{1,9}),(\d{1,9})$/.exec(xml.attributes['Range'] ?? '')?.map(Number) ?? [];
  if (from === undefined || to === undefined || to < from || !isInlineNote(text)) return null;
  const line = lineAt(lines, from);
  if (!line) return null;
  const within = Math.min(to - line.from, line.length);
  const found = line.isBlock ? line.paragraph.text.length : line.placeOf(within);
  const place = behindUndivided(line, found);
  const at = within + place - found;
  const kept = { note: writeNode(xml), back: line.from + at - from, span: to - from, order };
  return {
    xml,
    index: line.index,
    place: line.offset + place,
    text: inBrackets(text),
    run: { kept: must(keep(kept)) },
  };
}

/** The end of a run around the place that can only be written back whole. */
function behindUndivided({ undivided }: Line, place: number): number {
  const run = undivided[countUpTo(undivided.length, (i) => must(undivided[i]).from < place) - 1];
  return run && place < run.to ? run.to : place;
}

function lineAt(lines: readonly Line[], place: number): Line | undefined {
  return lines[countUpTo(lines.length, (i) => must(lines[i]).to <= place)];
}

/** The paragraph with notes in its text; null where their brackets would be read together with the text's own. */
function annotate(paragraph: ScriptParagraph, notes: readonly Note[]): ScriptParagraph | null {
  if (paragraph.type === 'page_break') return null;
  const sorted = [...notes].sort((a, b) => a.place - b.place);
  const annotated = insertNotes(paragraph, sorted);
  const ends = new Map(hiddenIn(annotated.text).map(({ from, to }) => [from, to]));
  let added = 0;
  const isRead = sorted.every(({ place, text }) => {
    const from = place + added;
    added += text.length;
    return ends.get(from) === from + text.length;
  });
  return isRead ? annotated : null;
}

/** @param notes in text order */
function insertNotes(paragraph: ScriptParagraph, notes: readonly Note[]): ScriptParagraph {
  const { text } = paragraph;
  const lengths = [0];
  for (const note of notes) lengths.push(must(lengths.at(-1)) + note.text.length);
  const addedUpTo = (passes: (place: number) => boolean) =>
    must(lengths[countUpTo(notes.length, (i) => passes(must(notes[i]).place))]);
  const styles = paragraph.styles?.map(({ from, to, style }) => ({
    from: from + addedUpTo((place) => place <= from),
    to: to + addedUpTo((place) => place < to),
    style,
  }));
  const texts = notes.map((note, i) => text.slice(notes[i - 1]?.place ?? 0, note.place) + note.text);
  return {
    ...paragraph,
    text: texts.join('') + text.slice(notes.at(-1)?.place ?? 0),
    ...(styles && { styles }),
    runs: withNotes(paragraph.runs ?? [], notes),
  };
}

/** The runs, cut where notes stand, with a run for each note. */
function withNotes(runs: readonly TextRun[], notes: readonly Note[]): TextRun[] {
  const all: TextRun[] = [];
  let next = 0;
  let by = 0;
  const addNotesBefore = (end: number, cut: (place: number) => void) => {
    for (let note = notes[next]; note && note.place < end; note = notes[++next]) {
      cut(note.place);
      all.push({ from: note.place + by, to: note.place + by + note.text.length, ...note.run });
      by += note.text.length;
    }
  };
  for (const run of runs) {
    let from = run.from;
    const add = (to: number) => {
      const kept = from > run.from ? keep({ ...keptRun(run.kept), joins: true }) : run.kept;
      all.push({ ...run, from: from + by, to: to + by, ...(kept && { kept }) });
      from = to;
    };
    addNotesBefore(run.to, (place) => {
      if (place > from) add(place);
    });
    add(run.to);
  }
  addNotesBefore(Infinity, () => undefined);
  return all;
}

/** The list of notes with those that stand in the script, each with its range as it is now. */
export function writeScriptNotes(rest: XmlElement, notes: readonly AnchoredNote[]): string {
  if (notes.length === 0) return writeNode(rest);
  const items = rest.children.filter((child) => typeof child !== 'string' || child.trim() !== '').map(writeNode);
  // Each to the place in the list that it came from, new ones at its end.
  const inOrder = [...notes].sort((a, b) => orderOf(a) - orderOf(b) || a.at - b.at);
  for (const note of inOrder) items.splice(Math.min(orderOf(note), items.length), 0, writeAnchored(note));
  return writeElement(rest, indented(items, 4));
}

function orderOf({ kept }: AnchoredNote): number {
  return kept.order ?? Infinity;
}

function writeAnchored({ text, kept, at }: AnchoredNote): string {
  const from = Math.max(at - (kept.back ?? 0), 0);
  return writeNote(text, kept.note, { Range: `${String(from)},${String(from + (kept.span ?? 0))}` });
}
