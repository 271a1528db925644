import { isColour } from '#shared/lib/colour.ts';
import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { elementOf } from './kept.ts';
import { noteText } from './notes.ts';
import { readText } from './read-text.ts';
import { writeElement, writeNode } from './write-xml.ts';
import { writeText } from './write-text.ts';
import { childOf, childrenOf, isElement, type XmlElement } from './xml-tree.ts';

type Attributes = Readonly<Record<string, string>>;

/** What a writer can see of a scene's properties. */
export interface SceneFields {
  readonly colour?: string;
  readonly title?: string;
}

export function readSceneFields({ attributes }: XmlElement): SceneFields {
  const colour = colourOf(attributes['Color']);
  const title = attributes['Title'];
  return { ...(colour !== undefined && { colour }), ...(title && { title }) };
}

/** The summary's paragraphs as synopses; none where it says nothing. */
export function readSummary(properties: XmlElement): ScriptParagraph[] {
  const summary = childOf(properties, 'Summary');
  if (!summary || noteText(summary).trim() === '') return [];
  return childrenOf(summary, 'Paragraph').map((xml) => {
    const { text, styles, runs } = readText(xml);
    return { type: 'synopsis', text, ...(styles.length > 0 && { styles }), ...(runs.length > 0 && { runs }) };
  });
}

/** Final Draft's 16 bits a channel as the 8 that screens show; undefined for what is no colour. */
export function colourOf(value: string | undefined): string | undefined {
  const wide = /^#([0-9a-f]{2})[0-9a-f]{2}([0-9a-f]{2})[0-9a-f]{2}([0-9a-f]{2})[0-9a-f]{2}$/i.exec(value ?? '');
  if (wide) return `#${wide.slice(1).join('').toUpperCase()}`;
  return isColour(value) ? value.toUpperCase() : undefined;
}

function wideColour(colour: string): string {
  return colour.replace(/[0-9a-f]{2}/gi, '$&$&');
}

/**
 * The scene's properties with what the script now says, and the rest as it was; empty when there is nothing to say.
 * @param kept the properties as the file had them
 */
export function writeSceneProperties(
  kept: string | undefined,
  fields: SceneFields,
  synopses: readonly ScriptParagraph[],
): string {
  const was = elementOf(kept) ?? { name: 'SceneProperties', attributes: {}, children: [] };
  const attributes = withFields(was, fields);
  const content = sameTexts(readSummary(was), synopses)
    ? was.children.map(writeNode).join('')
    : writeSummary(was, synopses) +
      was.children
        .filter((child) => !isSummary(child))
        .map(writeNode)
        .join('');
  const isEmpty = content === '' && Object.keys(attributes).length === 0;
  return isEmpty && kept === undefined ? '' : writeElement({ name: was.name, attributes }, content);
}

function withFields(was: XmlElement, { colour, title }: SceneFields): Attributes {
  const { Color: oldColour, Title: oldTitle, ...others } = was.attributes;
  const isSame = colourOf(oldColour) === colour;
  return {
    ...others,
    ...(isSame && oldColour !== undefined && { Color: oldColour }),
    ...(!isSame && colour !== undefined && { Color: wideColour(colour) }),
    ...((title !== undefined || oldTitle !== undefined) && { Title: title ?? '' }),
  };
}

function writeSummary(was: XmlElement, synopses: readonly ScriptParagraph[]): string {
  if (synopses.length === 0) return '';
  const [like] = childrenOf(childOf(was, 'Summary'), 'Paragraph');
  const paragraphs = synopses.map((synopsis) =>
    writeElement({ name: 'Paragraph', attributes: like?.attributes ?? {} }, writeText(synopsis).children.join('')),
  );
  return writeElement({ name: 'Summary', attributes: {} }, paragraphs.join(''));
}

function isSummary(child: XmlElement['children'][number]): boolean {
  return isElement(child) && child.name === 'Summary';
}

function sameTexts(a: readonly ScriptParagraph[], b: readonly ScriptParagraph[]): boolean {
  return a.length === b.length && a.every((synopsis, i) => sayingOf(synopsis) === sayingOf(b[i]));
}

function sayingOf(synopsis: ScriptParagraph | undefined): string {
  return JSON.stringify([synopsis?.text, synopsis?.styles ?? []]);
}

/** `1 2/8`, `2/8`, `3`; null for anything else. */
export function eighthsOf(length: string | undefined): number | null {
  const match = /^\s*(?:(\d{1,5})(?!\s*\/))?\s*(?:(\d{1,5})\s*\/\s*8)?\s*$/.exec(length ?? '');
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  return Number(match[1] ?? 0) * 8 + Number(match[2] ?? 0);
}
