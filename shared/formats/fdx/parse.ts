import type { Screenplay, ScriptLayout, ScriptParagraph } from '#shared/screenplay/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { keep, type Attributes } from './kept.ts';
import { isKnownName } from './names.ts';
import { CONTENT } from './new-file.ts';
import { readLayout } from './read-layout.ts';
import { ParagraphReader } from './read-paragraphs.ts';
import { readXml, TreeBuilder, type XmlHandler } from './read-xml.ts';
import { storedScenes, type StoredScene } from './stored-scenes.ts';
import { placeNotes } from './script-notes.ts';
import { readTitlePage } from './title-page.ts';
import { writeNode } from './write-xml.ts';
import { isElement, type XmlElement, type XmlNode } from './xml-tree.ts';

export interface FdxRead {
  readonly screenplay: Screenplay;
  readonly diagnostics: readonly Diagnostic[];
  /** What the file says about its page; nothing is assumed that it leaves out. */
  readonly layout: ScriptLayout;
  readonly scenes: readonly StoredScene[];
}

/**
 * Reads Final Draft XML of any version. Never throws, and keeps what it does not understand, so that `writeFdx` gives the
 * file back. A file that is no Final Draft script, or too large to be one, has a fatal diagnostic.
 */
export function parseFdx(text: string): FdxRead {
  const reader = new DocumentReader();
  const read = readXml(text.startsWith('\uFEFF') ? text.slice(1) : text, reader);
  const faults = reader.hasRoot ? read : [NO_XML];
  const { paragraphs, parts } = reader.end();
  const { attributes, content, head } = reader;
  const kept = keep({ attributes, content, parts: parts.map(writePart), head });
  return {
    screenplay: {
      titlePage: readTitlePage(parts.find((part) => isPart(part, 'TitlePage'))),
      elements: paragraphs,
      ...(kept && { kept }),
    },
    diagnostics: [...faults, ...reader.diagnostics].sort((a, b) => a.line - b.line),
    layout: readLayout(parts.filter(isElement)),
    scenes: storedScenes(paragraphs),
  };
}

const NO_XML: Diagnostic = { line: 1, message: 'This is not XML, so it is no Final Draft script.', fatal: true };

function isPart(part: XmlNode, name: string): part is XmlElement {
  return isElement(part) && part.name === name;
}

function writePart(part: XmlNode): string {
  return part === CONTENT ? CONTENT : writeNode(part);
}

/** Takes a document apart: the paragraphs of its content one by one, every other part whole. */
class DocumentReader implements XmlHandler {
  readonly diagnostics: Diagnostic[] = [];
  attributes: Attributes = {};
  content: Attributes = {};
  readonly #paragraphs = new ParagraphReader();
  readonly #parts: XmlNode[] = [];
  readonly #unknown = new Set<string>();
  #depth = 0;
  #inContent = false;
  #tree = new TreeBuilder();

  hasRoot = false;

  get head(): readonly string[] {
    return this.#paragraphs.head;
  }

  end(): { paragraphs: readonly ScriptParagraph[]; parts: readonly XmlNode[] } {
    const read = this.#paragraphs.end();
    const list = this.#parts.find((part) => isPart(part, 'ScriptNotes'));
    if (!list || !isElement(list)) return { paragraphs: read, parts: this.#parts };
    const { paragraphs, rest } = placeNotes(read, list);
    return { paragraphs, parts: this.#parts.map((part) => (part === list ? rest : part)) };
  }

  open(name: string, attributes: Attributes, line: number): void {
    this.#depth++;
    if (this.#depth === 1) this.#root(name, attributes, line);
    else if (this.#depth === 2 && name === 'Content') {
      this.#inContent = true;
      this.content = { ...attributes, ...this.content };
      if (!this.#parts.includes(CONTENT)) this.#parts.push(CONTENT);
    } else {
      if (name === 'Paragraph' && this.#inContent) this.#checkType(attributes['Type'], line);
      this.#tree.open(name, attributes);
    }
  }

  text(text: string): void {
    this.#add(text);
  }

  comment(comment: string): void {
    this.#add({ comment });
  }

  close(): void {
    this.#depth--;
    if (this.#depth === 1 && this.#inContent && this.#tree.isEmpty) this.#inContent = false;
    else if (this.#depth > 0) {
      const element = this.#tree.close();
      if (element) this.#add(element);
    }
  }

  /** Inside an element it is part of it; outside it is a part of the content or of the document. */
  #add(node: XmlNode): void {
    if (!this.#tree.isEmpty) this.#tree.add(node);
    else if (this.#inContent) this.#paragraphs.add(node);
    else if (this.#depth === 1 && typeof node !== 'string') this.#parts.push(node);
  }

  #root(name: string, attributes: Attributes, line: number): void {
    this.hasRoot = true;
    this.attributes = attributes;
    const message = 'This is XML, but no Final Draft script.';
    if (name !== 'FinalDraft') this.diagnostics.push({ line, message, fatal: true });
  }

  /** Once for each name: a script of a thousand such paragraphs has one thing to look at. */
  #checkType(name: string | undefined, line: number): void {
    if (name === undefined || isKnownName(name) || this.#unknown.has(name)) return;
    this.#unknown.add(name);
    const message = `Paragraphs of the type “${name}” are taken as general ones. They go back under their own name.`;
    this.diagnostics.push({ line, message });
  }
}
