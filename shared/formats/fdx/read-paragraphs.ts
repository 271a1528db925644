import { must } from '#shared/lib/assert.ts';
import { isOutline, sameLayout, type ScriptParagraph } from '#shared/screenplay/index.ts';
import { joinDialogue, joinsSpeech } from './dialogue.ts';
import { keep, keptParagraph, type KeptParagraph } from './kept.ts';
import { typeOf } from './names.ts';
import { readParagraphLayout } from './read-layout.ts';
import { readText } from './read-text.ts';
import { readSceneFields, readSummary } from './scene-properties.ts';
import { carriesBreak, carriesNotes, dualEnd, PLAIN_DUAL } from './arrange.ts';
import { writeNode } from './write-xml.ts';
import { childOf, isElement, type XmlElement, type XmlNode } from './xml-tree.ts';

/** Nobody says more at once. */
const MAX_LINES = 500;

const PAGE_BREAK: ScriptParagraph = { type: 'page_break', text: '' };

/** Reads what stands in a script's content, one child after the other, into paragraphs. */
export class ParagraphReader {
  /** What stood before the first paragraph and is none. */
  readonly head: string[] = [];
  readonly #done: ScriptParagraph[] = [];
  readonly #duals: { readonly start: number; readonly end: number; readonly form: string }[] = [];
  /** Dialogue that follows dialogue is one speech of several lines; it is joined when it ends. */
  #speech: ScriptParagraph[] = [];
  /** What stood after the last paragraph and is none. */
  #trail: string[] = [];
  /** Where the dual dialogue begins that was read last, if nothing came after it. */
  #lastDual: number | null = null;
  /** The last paragraph is a heading or its summary. */
  #afterHeading = false;
  readonly #breaksPages: boolean;

  /** @param breaksPages false in a dual dialogue, whose columns can't: there the attribute is kept and means nothing */
  constructor(breaksPages = true) {
    this.#breaksPages = breaksPages;
  }

  add(node: XmlNode): void {
    if (isElement(node) && (node.name === 'Paragraph' || node.name === 'DualDialogue') && !isEmptyDual(node)) {
      this.#endTrail();
      this.#lastDual = null;
      if (node.name === 'Paragraph') this.#paragraph(node);
      else this.#dual(node, node);
    } else if (typeof node !== 'string' || node.trim() !== '') this.#trail.push(writeNode(node));
  }

  /** Everything read; nothing may be added after. */
  end(): readonly ScriptParagraph[] {
    this.#endTrail();
    this.#endSpeech();
    this.#markDuals();
    return this.#done.map((paragraph, i) => {
      if (paragraph.type !== 'page_break' || carriesBreak(this.#done[i + 1])) return paragraph;
      // By itself it could be written in no other way.
      const { own: _own, ...kept } = keptParagraph(paragraph.kept);
      return withKept(paragraph, kept);
    });
  }

  #push(paragraph: ScriptParagraph): void {
    this.#endSpeech();
    this.#done.push(paragraph);
    this.#afterHeading = paragraph.type === 'scene_heading';
  }

  #endSpeech(): void {
    for (const speech of joinDialogue(this.#speech)) this.#done.push(speech);
    this.#speech = [];
  }

  #endTrail(): void {
    if (this.#trail.length === 0) return;
    const list = this.#speech.length > 0 ? this.#speech : this.#done;
    const index = this.#lastDual ?? list.length - 1;
    const last = list[index];
    const trail = this.#lastDual === null ? { after: this.#trail } : { afterDual: this.#trail };
    if (last) list[index] = withKept(last, { ...keptParagraph(last.kept), ...trail });
    else for (const xml of this.#trail) this.head.push(xml);
    this.#trail = [];
  }

  #paragraph(xml: XmlElement): void {
    const dual = childOf(xml, 'DualDialogue');
    const { StartsNewPage: starts, ...others } = xml.attributes;
    const { type } = typeOf(others['Type'] ?? 'General', others['Alignment']);
    if (starts !== 'Yes' || isOutline(type) || !this.#breaksPages) {
      if (dual) this.#dual(xml, dual);
      else this.#plain(xml);
    } else if (isBare(xml) && Object.keys(others).join() === 'Type' && others['Type'] === 'General') {
      this.#push(withKept(PAGE_BREAK, { own: true }));
    } else {
      this.#push(PAGE_BREAK);
      if (dual) this.#dual({ ...xml, attributes: others }, dual);
      else this.#plain({ ...xml, attributes: others });
    }
  }

  #plain(xml: XmlElement): void {
    const { Type: name, Number: number, Alignment: alignment, ...others } = xml.attributes;
    const named = typeOf(name ?? 'General', alignment);
    const { type } = named;
    const isHeading = type === 'scene_heading';
    const isNumbered = isHeading && number !== undefined && number !== '';
    const properties = isHeading ? childOf(xml, 'SceneProperties') : undefined;
    const omitted = isHeading ? childOf(xml, 'OmittedScene') : undefined;
    const scene = omitted && readNested(omitted, new ParagraphReader());
    const children = scene ? xml.children.map((child) => (child === omitted ? scene.empty : child)) : xml.children;
    const read = readText({ ...xml, children }, isHeading);
    const attributes = {
      ...others,
      ...(number !== undefined && !isNumbered && { Number: number }),
      ...(alignment !== undefined && type !== 'centered' && { Alignment: alignment }),
    };
    const { text, styles, runs, parts, notes, literal } = read;
    const layout = readParagraphLayout(attributes);
    const paragraph: ScriptParagraph = {
      ...named,
      text,
      ...(styles.length > 0 && { styles }),
      ...(runs.length > 0 && { runs }),
      ...(Object.keys(layout).length > 0 && { layout }),
      ...(isNumbered && { number }),
      ...(properties && readSceneFields(properties)),
      ...(scene && { omitted: scene.paragraphs }),
    };
    const own = this.#isOwn(type);
    const soft = type === 'dialogue' && text.includes('\n');
    const marks = { ...(name === undefined && { untyped: true }), ...(literal && { literal }), ...(soft && { soft }) };
    this.#take(withKept(paragraph, { attributes, parts, ...marks, ...own }));
    for (const synopsis of properties ? readSummary(properties) : []) this.#push(synopsis);
    this.#afterHeading = isHeading;
    for (const { text: note, xml: was, at } of notes) {
      const kept = { ...(was !== undefined && { note: was }), ...(at !== undefined && { at }) };
      this.#push(withKept({ type: 'note', text: note }, kept));
    }
  }

  #take(paragraph: ScriptParagraph): void {
    if (paragraph.type !== 'dialogue' || !joinsSpeech(paragraph)) this.#push(paragraph);
    else {
      const [first] = this.#speech;
      if (this.#speech.length >= MAX_LINES || !sameLayout(first?.layout, paragraph.layout)) this.#endSpeech();
      this.#speech.push(paragraph);
      this.#afterHeading = false;
    }
  }

  /** A note or synopsis in a paragraph of its own is told from one that lies in the paragraph before. */
  #isOwn(type: ScriptParagraph['type']): { own?: true } {
    const last = this.#speech.at(-1) ?? this.#done.at(-1);
    if (type === 'note') return carriesNotes(last) ? { own: true } : {};
    return type === 'synopsis' && this.#afterHeading ? { own: true } : {};
  }

  #dual(outer: XmlElement, dual: XmlElement): void {
    const { paragraphs, empty } = readNested(dual, new ParagraphReader(false));
    let cues = 0;
    const beside = paragraphs.map((paragraph) =>
      paragraph.type === 'character' && cues++ > 0 ? { ...paragraph, dual: true as const } : paragraph,
    );
    const children = outer.children.map((child) => (child === dual ? empty : child));
    const form = writeNode(
      outer === dual ? empty : { ...outer, children: children.filter((child) => !isBlank(child)) },
    );
    this.#endSpeech();
    this.#lastDual = this.#done.length;
    for (const paragraph of beside) this.#push(paragraph);
    this.#duals.push({ start: this.#lastDual, end: this.#done.length, form });
  }

  /** Marks the dual dialogues of a form of their own, and those that their speeches alone would not make. */
  #markDuals(): void {
    for (const { start, end, form } of this.#duals) {
      const isMade = dualEnd(this.#done, start) === end;
      for (let i = start; i < end; i++) {
        const paragraph = must(this.#done[i]);
        const dual = i === start && (!isMade || form !== PLAIN_DUAL) ? { dual: form } : {};
        const inDual = isMade ? {} : { inDual: true };
        this.#done[i] = withKept(paragraph, { ...keptParagraph(paragraph.kept), ...dual, ...inDual });
      }
    }
  }
}

/** The paragraphs inside an element, and the element with what is left of it. */
function readNested(outer: XmlElement, reader: ParagraphReader) {
  const first = outer.children.findIndex((child) => isElement(child) && child.name === 'Paragraph');
  const start = first === -1 ? outer.children.length : first;
  for (const child of outer.children.slice(start)) reader.add(child);
  const rest = outer.children.slice(0, start).filter((child) => !isBlank(child));
  return { paragraphs: reader.end(), empty: { ...outer, children: rest } };
}

/** A dual dialogue in which nobody speaks. */
function isEmptyDual(node: XmlElement): boolean {
  const dual = node.name === 'DualDialogue' ? node : childOf(node, 'DualDialogue');
  return dual !== undefined && !dual.children.some((child) => isElement(child) && child.name === 'Paragraph');
}

function withKept(paragraph: ScriptParagraph, kept: KeptParagraph): ScriptParagraph {
  const { kept: _old, ...others } = paragraph;
  const stored = keep(kept);
  return stored ? { ...others, kept: stored } : others;
}

function isBlank(child: XmlNode): boolean {
  return typeof child === 'string' && child.trim() === '';
}

function isBare(xml: XmlElement): boolean {
  return xml.children.every(isBlank);
}
