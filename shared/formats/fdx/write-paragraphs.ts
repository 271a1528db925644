import type { ScriptParagraph } from '#shared/screenplay/index.ts';
import { must } from '#shared/lib/assert.ts';
import { arrange, BLOCK_UNITS, PLAIN_DUAL, type Block } from './arrange.ts';
import { elementOf, keptParagraph, wellFormed, type KeptPart } from './kept.ts';
import { nameOf } from './names.ts';
import type { NoteAside } from './read-text.ts';
import { writeSceneProperties } from './scene-properties.ts';
import { writeParagraphLayout } from './write-layout.ts';
import { indented, writeElement, writeNode } from './write-xml.ts';
import { writeText, type AnchoredNote } from './write-text.ts';
import { childOf, isElement, type XmlElement, type XmlNode } from './xml-tree.ts';

/** Writes paragraphs, and finds out which notes are anchored where. */
export class ParagraphWriter {
  readonly anchored: AnchoredNote[] = [];
  /** Where the paragraph being written begins: characters before it, and one for the end of each paragraph. */
  #units = 0;
  /** How many blocks it stands in. There every place is the block's own. */
  #blocks = 0;

  /** One string for each paragraph of the file, laid out to stand in a script's content. */
  write(paragraphs: readonly ScriptParagraph[]): string[] {
    return this.#write(arrange(paragraphs));
  }

  #write(blocks: readonly Block[]): string[] {
    return blocks.flatMap((block) => this.#block(block));
  }

  #block(block: Block): string[] {
    const startsPage = block.startsPage ? { StartsNewPage: 'Yes' } : {};
    if (block.kind === 'page_break') {
      this.#advance(0);
      const page = writeElement({ name: 'Paragraph', attributes: { Type: 'General', ...startsPage } }, '');
      return [page, ...block.lines.flatMap(after)];
    }
    if (block.kind === 'dual') {
      const { afterDual = [] } = keptParagraph(block.lines[0]?.kept);
      return [this.#dual(block.lines, startsPage), ...valid(afterDual)];
    }
    const last = block.lines.length - 1;
    return block.lines.flatMap((line, i) => [
      this.#paragraph(line, i === 0 ? startsPage : {}, i === last ? block : null),
      ...after(line),
      ...(i === last ? [...block.synopses, ...block.notes].flatMap(after) : []),
    ]);
  }

  #dual(lines: readonly ScriptParagraph[], startsPage: Readonly<Record<string, string>>): string {
    const kept = elementOf(keptParagraph(lines[0]?.kept).dual);
    // A dual dialogue without a paragraph around it has no place to say that it starts a page.
    const isUsable =
      kept && findIn(kept, 'DualDialogue') && (kept.name === 'Paragraph' || !startsPage['StartsNewPage']);
    const form = isUsable ? kept : must(elementOf(PLAIN_DUAL));
    const content = this.#nested(arrange(lines, true));
    this.#advance(BLOCK_UNITS);
    return filled(
      { ...form, attributes: { ...form.attributes, ...startsPage } },
      'DualDialogue',
      content,
      this.#indent,
    );
  }

  #nested(blocks: readonly Block[]): string {
    this.#blocks++;
    const content = indented(this.#write(blocks), 4 + 4 * this.#blocks);
    this.#blocks--;
    return content;
  }

  /** Where the children of a paragraph stand. */
  get #indent(): number {
    return 6 + 4 * this.#blocks;
  }

  #advance(length: number): void {
    if (this.#blocks === 0) this.#units += length + 1;
  }

  #paragraph(
    paragraph: ScriptParagraph,
    startsPage: Readonly<Record<string, string>>,
    block: Pick<Block, 'synopses' | 'notes'> | null,
  ): string {
    const { type, number } = paragraph;
    const kept = keptParagraph(paragraph.kept);
    const name = nameOf(paragraph);
    const attributes = {
      ...writeParagraphLayout(kept.attributes ?? {}, paragraph.layout),
      ...(!(kept.untyped && name === 'General') && { Type: name }),
      ...(type === 'scene_heading' && number !== undefined && { Number: number }),
      ...(type === 'centered' && { Alignment: 'Center' }),
      ...startsPage,
    };
    const parts = this.#parts(paragraph, kept.parts ?? [], block?.synopses ?? []);
    const notes = (block?.notes ?? []).map(asAside);
    const onAnchored = (note: AnchoredNote) =>
      this.anchored.push({ ...note, at: this.#units + (this.#blocks > 0 ? 0 : note.at) });
    const { children, length } = writeText(paragraph, { parts, notes, onAnchored });
    this.#advance(length + (paragraph.omitted ? BLOCK_UNITS : 0));
    return writeElement({ name: 'Paragraph', attributes }, indented(children, this.#indent));
  }

  /** The kept parts with what the script now says in them, and those that the script adds. */
  #parts(
    paragraph: ScriptParagraph,
    kept: readonly KeptPart[],
    synopses: readonly ScriptParagraph[],
  ): readonly KeptPart[] {
    const { type, omitted } = paragraph;
    const isScene = type === 'scene_heading';
    const properties = kept.findIndex(([, xml]) => isElementXml(xml, 'SceneProperties'));
    const hidden = kept.findIndex(([, xml]) => isElementXml(xml, 'OmittedScene'));
    const parts: KeptPart[] = kept.flatMap(([at, xml], i) => {
      if (i === properties && isScene) return [[at, writeSceneProperties(xml, paragraph, synopses)]];
      if (i !== hidden) return [[at, xml]];
      return omitted ? [[at, this.#omitted(xml, omitted)]] : [];
    });
    if (properties === -1 && isScene) parts.unshift([0, writeSceneProperties(undefined, paragraph, synopses)]);
    if (hidden === -1 && omitted) parts.push([-1, this.#omitted('<OmittedScene/>', omitted)]);
    return parts.filter(([, xml]) => xml !== '');
  }

  #omitted(form: string, paragraphs: readonly ScriptParagraph[]): string {
    const kept = elementOf(form) ?? must(elementOf('<OmittedScene/>'));
    return filled(kept, 'OmittedScene', this.#nested(arrange(paragraphs)), this.#indent);
  }
}

function asAside({ text, kept }: ScriptParagraph): NoteAside {
  const { note, at } = keptParagraph(kept);
  return { text, xml: note, ...(at !== undefined && { at }) };
}

function after({ kept }: ScriptParagraph): string[] {
  return valid(keptParagraph(kept).after ?? []);
}

function valid(kept: readonly string[]): string[] {
  return kept.map(wellFormed).filter((xml) => xml !== '');
}

function isElementXml(xml: string, name: string): boolean {
  return xml.startsWith(`<${name}`) && /[\s/>]/.test(xml.charAt(name.length + 1));
}

function findIn(element: XmlElement, name: string): XmlElement | undefined {
  return element.name === name ? element : childOf(element, name);
}

/** The element with this content put into the part of it that was emptied, its own parts `by` spaces in. */
function filled(form: XmlElement, name: string, content: string, by: number): string {
  const fill = (child: XmlNode): string => {
    if (!isElement(child) || child.name !== name) return writeNode(child);
    return writeElement(child, child.children.map(writeNode).join('') + content);
  };
  return form.name === name ? fill(form) : writeElement(form, indented(form.children.map(fill), by));
}
