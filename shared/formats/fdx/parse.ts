import type { Screenplay, ScriptLayout, ScriptParagraph } from '#shared/screenplay/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { readParagraph, type StoredScene } from './read-paragraph.ts';
import { readLayout } from './read-layout.ts';
import { readXml, TreeBuilder, type XmlHandler } from './read-xml.ts';
import type { XmlElement } from './xml-tree.ts';

export interface FdxRead {
  readonly screenplay: Screenplay;
  readonly diagnostics: readonly Diagnostic[];
  readonly layout: ScriptLayout;
  readonly scenes: readonly StoredScene[];
}

/** Reads Final Draft XML of any version. Never throws, and keeps what it does not understand for `writeFdx`. */
export function parseFdx(text: string): FdxRead {
  const reader = new DocumentReader();
  const diagnostics = readXml(text.startsWith('\uFEFF') ? text.slice(1) : text, reader);
  return {
    screenplay: { titlePage: {}, elements: reader.elements },
    diagnostics,
    layout: readLayout(reader.parts),
    scenes: reader.scenes,
  };
}

/** Takes the document apart: the paragraphs of its content one by one, and every other part whole. */
class DocumentReader implements XmlHandler {
  readonly elements: ScriptParagraph[] = [];
  readonly scenes: StoredScene[] = [];
  readonly parts: XmlElement[] = [];
  #depth = 0;
  #inContent = false;
  #tree = new TreeBuilder();

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++;
    if (this.#depth === 1) return;
    if (this.#depth === 2 && name === 'Content') this.#inContent = true;
    else this.#tree.open(name, attributes);
  }

  text(text: string): void {
    this.#tree.add(text);
  }

  comment(comment: string): void {
    this.#tree.add({ comment });
  }

  close(): void {
    this.#depth--;
    if (this.#depth === 1 && this.#inContent) this.#inContent = false;
    else if (this.#depth > 0) {
      const part = this.#tree.close();
      if (part && this.#inContent) this.#paragraph(part);
      else if (part) this.parts.push(part);
    }
  }

  #paragraph(xml: XmlElement): void {
    const { paragraphs, scene } = readParagraph(xml);
    if (scene) this.scenes.push({ ...scene, element: this.elements.length });
    this.elements.push(...paragraphs);
  }
}
