import type { Kept } from '#shared/screenplay/index.ts';
import { parseFragment } from './read-xml.ts';
import { isElement, type XmlElement } from './xml-tree.ts';

/*
 * What lies in the `kept` of paragraphs, runs and scripts that came from a Final Draft file. It may have travelled through
 * a document that others write to, so reading it believes nothing: what has another shape is as if it were not there.
 */

export type Attributes = Readonly<Record<string, string>>;

/** A child of a paragraph that is no text, and where it stands: an offset in the text without its notes, -1 for its end. */
export type KeptPart = readonly [at: number, xml: string];

export interface KeptParagraph {
  /** Without those that the paragraph itself tells: type, number, centring, page break. */
  readonly attributes?: Attributes;
  readonly parts?: readonly KeptPart[];
  /** The paragraph had no Type. */
  readonly untyped?: boolean;
  /** What reads as a note or boneyard in it is text. */
  readonly literal?: boolean;
  /** Dialogue: its line breaks begin no new paragraph. */
  readonly soft?: boolean;
  /** First of a dual dialogue: the paragraph around it, the dual dialogue in it emptied. */
  readonly dual?: string;
  /** Stands in the dual dialogue before it, though no speech beside another. */
  readonly inDual?: boolean;
  /** Notes: the ScriptNote it was. */
  readonly note?: string;
  /** Notes: where in the paragraph before it stood; its end where not given. */
  readonly at?: 'start' | number;
  /** Notes and page breaks: a paragraph of its own. */
  readonly own?: boolean;
  /** What stood after the paragraph and is none. */
  readonly after?: readonly string[];
  /** First of a dual dialogue: what stood after the whole of it. */
  readonly afterDual?: readonly string[];
}

export interface KeptRun {
  readonly attributes?: Attributes;
  /** The whole Text where there is more in it than text. */
  readonly xml?: string;
  /** `[[…]]` made of this ScriptNote. */
  readonly note?: string;
  /** It stood before the text. */
  readonly first?: boolean;
  /** Anchored by a range that begins `back` before the note's place, `span` long. */
  readonly back?: number;
  readonly span?: number;
  /** Its place in the file's list of notes. */
  readonly order?: number;
  /** Goes on with the Text of the run before. */
  readonly joins?: boolean;
  /** The paragraph that begins after this line break. */
  readonly paragraph?: KeptParagraph;
}

export interface KeptDocument {
  readonly attributes: Attributes;
  /** Of the content, where it has any. */
  readonly content?: Attributes;
  /** Everything in the root, in order; '' stands for the content. */
  readonly parts: readonly string[];
  /** What stood in the content before its first paragraph. */
  readonly head: readonly string[];
}

const KEY = 'fdx';

/** The value to store, or undefined where there is nothing to keep. */
export function keep(value: KeptParagraph | KeptRun | KeptDocument): Kept | undefined {
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && !isEmpty(field));
  return fields.length === 0 ? undefined : { [KEY]: Object.fromEntries(fields) };
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function keptParagraph(kept: Kept | undefined): KeptParagraph {
  return kept ? asParagraph(fieldsOf(kept[KEY])) : {};
}

function asParagraph(fields: Fields): KeptParagraph {
  const { at } = fields;
  return {
    ...asAttributes(fields['attributes']),
    parts: listOf(fields['parts']).flatMap(asPart),
    ...flags(fields, 'untyped', 'literal', 'soft', 'inDual', 'own'),
    ...strings(fields, 'dual', 'note'),
    ...((at === 'start' || typeof at === 'number') && { at }),
    after: textsIn(fields['after']),
    afterDual: textsIn(fields['afterDual']),
  };
}

function asPart(value: unknown): KeptPart[] {
  const [at, xml] = listOf(value);
  return typeof at === 'number' && typeof xml === 'string' ? [[at, xml]] : [];
}

export function keptRun(kept: Kept | undefined): KeptRun {
  if (!kept) return {};
  const fields = fieldsOf(kept[KEY]);
  const { paragraph } = fields;
  return {
    ...asAttributes(fields['attributes']),
    ...strings(fields, 'xml', 'note'),
    ...flags(fields, 'first', 'joins'),
    ...numbers(fields, 'back', 'span', 'order'),
    ...(paragraph !== undefined && { paragraph: asParagraph(fieldsOf(paragraph)) }),
  };
}

export function keptDocument(kept: Kept | undefined): KeptDocument | null {
  if (kept?.[KEY] === undefined) return null;
  const fields = fieldsOf(kept[KEY]);
  const { attributes = {} } = asAttributes(fields['attributes']);
  const { attributes: content } = asAttributes(fields['content']);
  return { attributes, ...(content && { content }), parts: textsIn(fields['parts']), head: textsIn(fields['head']) };
}

function textsIn(value: unknown): string[] {
  return listOf(value).filter((xml) => typeof xml === 'string');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asAttributes(value: unknown): { attributes?: Attributes } {
  const entries = Object.entries(fieldsOf(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isName(entry[0]),
  );
  return entries.length > 0 ? { attributes: Object.fromEntries(entries) } : {};
}

function isName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(name);
}

function strings<K extends string>(fields: Fields, ...names: readonly K[]): { [N in K]?: string } {
  return picked(fields, names, (value) => typeof value === 'string');
}

function numbers<K extends string>(fields: Fields, ...names: readonly K[]): { [N in K]?: number } {
  return picked(fields, names, (value) => Number.isSafeInteger(value));
}

function flags<K extends string>(fields: Fields, ...names: readonly K[]): { [N in K]?: boolean } {
  return picked(fields, names, (value) => value === true);
}

function picked(fields: Fields, names: readonly string[], fits: (value: unknown) => boolean): object {
  return Object.fromEntries(names.filter((name) => fits(fields[name])).map((name) => [name, fields[name]]));
}

/** Kept XML that is one element, or null where it is missing or spoilt. */
export function elementOf(xml: string | undefined): XmlElement | null {
  const [element, more] = (xml === undefined ? null : parseFragment(xml)) ?? [];
  return isElement(element) && more === undefined ? element : null;
}

/** Kept XML to be written as it is; empty where it is spoilt. */
export function wellFormed(xml: string): string {
  return parseFragment(xml) ? xml : '';
}
