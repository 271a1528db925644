import { hiddenIn, isBoneyard } from '#shared/screenplay/index.ts';
import { elementOf } from './kept.ts';
import { escapeText, writeElement, writeNode } from './write-xml.ts';
import { childOf, childrenOf, isElement, textOf, type XmlElement } from './xml-tree.ts';

/** What a ScriptNote or a Summary says, a line for each of its paragraphs. */
export function noteText(xml: XmlElement): string {
  const paragraphs = childrenOf(xml, 'Paragraph');
  if (paragraphs.length === 0) return textOf(xml).trim();
  return paragraphs.map(paragraphText).join('\n');
}

export function paragraphText(paragraph: XmlElement): string {
  return childrenOf(paragraph, 'Text').map(textOf).join('').replace(/\r\n?/g, '\n');
}

/** The note as it stands inside a line; a boneyard is one already. */
export function inBrackets(note: string): string {
  return isBoneyard(note) ? note : `[[${note}]]`;
}

/** Whether a note of this text can stand inside a line, in brackets, and be told from what is around it. */
export function isInlineNote(text: string): boolean {
  const line = inBrackets(text);
  const [hidden, more] = hiddenIn(line);
  return hidden?.from === 0 && hidden.to === line.length && more === undefined;
}

/** A ScriptNote that says this: the kept one where it does, else one with its attributes. */
export function writeNote(
  text: string,
  kept: string | undefined,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const was = elementOf(kept);
  if (!was || was.name !== 'ScriptNote') return writeElement({ name: 'ScriptNote', attributes }, noteParagraphs(text));
  const all = { ...was.attributes, ...attributes };
  if (noteText(was) === text) return writeElement({ ...was, attributes: all }, was.children.map(writeNode).join(''));
  const others = was.children.filter((child) => isElement(child) && child.name !== 'Paragraph');
  const content = noteParagraphs(text, childOf(was, 'Paragraph')) + others.map(writeNode).join('');
  return writeElement({ name: was.name, attributes: all }, content);
}

function noteParagraphs(text: string, like?: XmlElement): string {
  return text
    .split('\n')
    .map((line) => textParagraph(line, like))
    .join('');
}

/** A paragraph of one text, in the form of another. */
export function textParagraph(text: string, like?: XmlElement): string {
  const attributes = childOf(like, 'Text')?.attributes ?? {};
  const run = writeElement({ name: 'Text', attributes }, escapeText(text));
  return writeElement({ name: 'Paragraph', attributes: like?.attributes ?? {} }, run);
}
