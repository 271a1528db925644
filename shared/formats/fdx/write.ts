import type { Screenplay, ScriptParagraph } from '#shared/screenplay/index.ts';
import { newParts } from './defaults.ts';
import { elementOf, keptDocument, wellFormed, type KeptDocument } from './kept.ts';
import { nameOf } from './names.ts';
import { CONTENT, NEW_FILE } from './new-file.ts';
import { writeScriptNotes } from './script-notes.ts';
import { writeTitlePage } from './title-page.ts';
import { ParagraphWriter } from './write-paragraphs.ts';
import { indented, writeAttributes, writeElement } from './write-xml.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>';

/**
 * The screenplay as a Final Draft file. What came from one goes back as it was, around what has changed since; a script
 * from elsewhere gets Final Draft's standard page.
 */
export function writeFdx({ titlePage, elements, kept }: Screenplay): string {
  const writer = new ParagraphWriter();
  const paragraphs = writer.write(elements);
  const was = keptDocument(kept);
  const { parts, head, attributes, content: own = {} } = was ?? newDocument(elements);
  const content = writeElement(
    { name: 'Content', attributes: own },
    indented([...head.map(wellFormed), ...paragraphs], 4),
  );
  const { anchored } = writer;
  const written = parts.map((xml) => {
    if (xml === CONTENT) return content;
    if (isPart(xml, 'TitlePage')) return writeTitlePage(xml, titlePage);
    const notes = isPart(xml, 'ScriptNotes') ? elementOf(xml) : null;
    return notes ? writeScriptNotes(notes, anchored) : wellFormed(xml);
  });
  const has = (name: string) => parts.some((xml) => isPart(xml, name));
  if (!parts.includes(CONTENT)) written.unshift(content);
  if (!has('TitlePage')) written.push(writeTitlePage(undefined, titlePage));
  if (anchored.length > 0 && !has('ScriptNotes')) written.push(writeScriptNotes(NO_NOTES, anchored));
  const body = written.filter((xml) => xml !== '').map((xml) => `\n\n  ${xml}`);
  return `${DECLARATION}\n<FinalDraft${writeAttributes(attributes)}>${body.join('')}\n\n</FinalDraft>\n`;
}

const NO_NOTES = { name: 'ScriptNotes', attributes: {}, children: [] };

function newDocument(elements: readonly ScriptParagraph[]): KeptDocument {
  return { attributes: NEW_FILE, parts: [CONTENT, ...newParts(new Set(elements.map(nameOf)))], head: [] };
}

function isPart(xml: string, name: string): boolean {
  return new RegExp(`^<${name}[\\s/>]`).test(xml);
}
