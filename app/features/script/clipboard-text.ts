import { Fragment, Slice, type Node, type Schema } from '@tiptap/pm/model';
import { ELEMENT, attributesOf, flatSlice } from '#shared/editor/index.ts';
import { writeFountain } from '#shared/formats/fountain/index.ts';
import { styledPieces, type ScriptParagraph, type StyleSpan, type TextStyle } from '#shared/screenplay/index.ts';
import { paragraphsOfLines, paragraphsOfText } from './pasted.ts';

/** Plain text as elements, which say by their form what they are. */
export function elementsOfText(text: string, schema: Schema): Node[] {
  return paragraphsOfText(text).map((paragraph) => nodeOf(paragraph, schema));
}

/** What was copied as rich text. Elements of a script have ids and stay what they are; the lines of others say it. */
export function typedSlice(slice: Slice): Slice {
  const flat = flatSlice(slice);
  const nodes = flat.content.content;
  const [first] = nodes;
  const isForeign = nodes.every((node) => node.type.name === ELEMENT && attributesOf(node).id === null);
  if (!first || !isForeign) return flat;
  const paragraphs = paragraphsOfLines(nodes.map(paragraphOf));
  const open = paragraphs.length === 1 ? Math.min(flat.openStart, flat.openEnd) : 0;
  return new Slice(Fragment.from(paragraphs.map((paragraph) => nodeOf(paragraph, first.type.schema))), open, open);
}

function nodeOf(paragraph: ScriptParagraph, schema: Schema): Node {
  const { type, number, dual, level } = paragraph;
  const runs = styledPieces(paragraph).map(({ text, styles }) => {
    const known = styles.filter((style) => style in schema.marks);
    return schema.text(
      text,
      known.map((style) => schema.mark(style)),
    );
  });
  const attributes = { number: number ?? null, dual: dual ?? null, level: level ?? null };
  return schema.node(ELEMENT, { type, ...attributes }, runs);
}

function paragraphOf(node: Node): ScriptParagraph {
  const { type, number, dual, level } = attributesOf(node);
  const styles: StyleSpan[] = [];
  node.forEach((run, from) => {
    for (const mark of run.marks) styles.push({ from, to: from + run.nodeSize, style: mark.type.name as TextStyle });
  });
  return {
    ...{ type, text: node.textContent },
    ...(styles.length > 0 && { styles }),
    ...(number !== null && { number }),
    ...(dual !== null && { dual }),
    ...(level !== null && { level }),
  };
}

/** What a selection says as plain text: Fountain, or the bare words of a piece of one line. */
export function textOfElements(slice: Slice): string {
  const nodes = flatSlice(slice).content.content;
  const [first] = nodes;
  if (nodes.length === 1 && first) return first.textContent;
  return writeFountain({ titlePage: {}, elements: nodes.map(paragraphOf) }).trimEnd();
}
