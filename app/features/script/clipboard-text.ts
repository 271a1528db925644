import { DOMParser, DOMSerializer, Fragment, Slice, type Node, type Schema } from '@tiptap/pm/model';
import { ELEMENT, attributesOf, elementsOf, flatSlice } from '#shared/editor/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { writeFountain } from '#shared/formats/fountain/index.ts';
import {
  OMITTED,
  styledPieces,
  type ScriptParagraph,
  type StyleSpan,
  type TextStyle,
} from '#shared/screenplay/index.ts';
import { omittedIn } from './omitted-scenes.ts';
import { paragraphsOfLines, paragraphsOfText } from './pasted.ts';

/** Plain text as elements, which say by their form what they are. */
export function elementsOfText(text: string, schema: Schema): Node[] {
  return paragraphsOfText(text).map((paragraph) => nodeOf(paragraph, schema));
}

/**
 * What is copied over omitted scenes. Each is a heading that reads OMITTED, wherever it is pasted; in a script its lines,
 * folded away in the heading, are there again.
 */
export function foldedSlice(slice: Slice, doc: Node): Slice {
  const headings = headingsOfOmitted(doc);
  const nodes = slice.content.content;
  const headingOf = (node: Node | undefined) => node && headings.get(attributesOf(node).id);
  if (!nodes.some(headingOf)) return slice;
  const shown = nodes.flatMap((node) => {
    const heading = headingOf(node);
    if (!heading) return [node];
    if (attributesOf(heading).id !== attributesOf(node).id) return [];
    return [
      folded(
        heading,
        nodes.filter((line) => line !== node && headingOf(line) === heading),
      ),
    ];
  });
  return closedAround(shown, slice, { first: !headingOf(nodes[0]), last: !headingOf(nodes.at(-1)) });
}

/** The headings of omitted scenes, by the ids of their lines and their own. */
function headingsOfOmitted(doc: Node): ReadonlyMap<ElementId | null, Node> {
  const elements = elementsOf(doc);
  return new Map(
    [...omittedIn(doc)].flatMap(([line, at]) => {
      const [element, heading] = [elements[line], elements[at]];
      return element && heading ? [[attributesOf(element).id, heading] as const] : [];
    }),
  );
}

function folded(heading: Node, lines: readonly Node[]): Node {
  const { schema } = heading.type;
  const box = document.createElement('div');
  DOMSerializer.fromSchema(schema).serializeFragment(Fragment.from([heading, ...lines]), {}, box);
  return schema.node(ELEMENT, { ...heading.attrs, omits: null, folded: box.innerHTML }, schema.text(OMITTED));
}

function unfoldedSlice(slice: Slice): Slice {
  const nodes = slice.content.content;
  const isWhole = (node: Node | undefined) => node !== undefined && attributesOf(node).folded === null;
  if (nodes.every(isWhole)) return slice;
  return closedAround(nodes.flatMap(unfolded), slice, { first: isWhole(nodes[0]), last: isWhole(nodes.at(-1)) });
}

/** The lines that lie in a heading. A clipboard may hold anything: what is no script is a heading as it reads. */
function unfolded(node: Node): readonly Node[] {
  const html = attributesOf(node).folded;
  if (html === null) return [node];
  const { body } = new window.DOMParser().parseFromString(html, 'text/html');
  const { content } = flatSlice(DOMParser.fromSchema(node.type.schema).parseSlice(body));
  const lines = content.content.filter((line) => line.type.name === ELEMENT && attributesOf(line).folded === null);
  return lines.length > 0 ? lines : [node.type.create({ ...node.attrs, folded: null }, node.content)];
}

/** Open at its ends as the other slice, where those are still what they were. */
function closedAround(nodes: readonly Node[], { openStart, openEnd }: Slice, still: { first: boolean; last: boolean }) {
  return new Slice(Fragment.from(nodes), still.first ? openStart : 0, still.last ? openEnd : 0);
}

/** What was copied as rich text. Elements of a script have ids and stay what they are; the lines of others say it. */
export function typedSlice(slice: Slice): Slice {
  const flat = flatSlice(slice);
  const nodes = flat.content.content;
  const [first] = nodes;
  const isForeign = nodes.every((node) => node.type.name === ELEMENT && attributesOf(node).id === null);
  if (!first || !isForeign) return unfoldedSlice(flat);
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
