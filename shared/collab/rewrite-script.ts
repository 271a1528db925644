import * as Y from 'yjs';
import { deleteItems } from '#shared/lib/delete-items.ts';
import { longestIncreasing } from '#shared/lib/longest-run.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { wordDiff } from '#shared/revisions/index.ts';
import {
  paragraphStyleOf,
  sameLayout,
  sameParagraph,
  unfoldOmitted,
  type ScriptElement,
  type ScriptParagraph,
  type TextStyle,
} from '#shared/screenplay/index.ts';
import { scriptRoot } from './document.ts';
import { ELEMENT_NODE, STYLES, createElementNode, createText, readElement } from './script.ts';

/**
 * Brings the script to these elements, folded or flat, by what differs alone, in the caller's transaction: an element is known by its id,
 * and in one that stays only the words that changed are written, so that whoever types beside them keeps typing. One that
 * stands out of order is made anew under its id, for Yjs can't move a node; as many as possible stay. Nodes of a newer
 * version stay as well.
 */
export function rewriteScript(doc: Y.Doc, script: readonly ScriptElement[]): void {
  const elements = unfoldOmitted(script);
  const root = scriptRoot(doc);
  const nodes = root.toArray().filter(isElement);
  const places = placesIn(nodes, elements);
  const staying = new Set(longestIncreasing(places));
  const doomed = new Set<unknown>(nodes);
  let last: Y.XmlElement | null = null;
  let added: Y.XmlElement[] = [];
  const insert = () => {
    if (added.length === 0) return;
    if (last) root.insertAfter(last, added);
    else root.insert(0, added);
    last = added.at(-1) ?? null;
    added = [];
  };
  elements.forEach((element, at) => {
    const node = staying.has(at) ? nodes[places[at] ?? -1] : undefined;
    if (!node) {
      added.push(createElementNode(element));
      return;
    }
    insert();
    updateElement(node, element);
    doomed.delete((last = node));
  });
  insert();
  deleteItems(root, doomed);
}

function isElement(node: unknown): node is Y.XmlElement {
  return node instanceof Y.XmlElement && node.nodeName === ELEMENT_NODE;
}

/** For each element the index of its node, or -1. Of two nodes with one id the first is taken first. */
function placesIn(nodes: readonly Y.XmlElement[], elements: readonly ScriptElement[]): number[] {
  const byId = new Map<ElementId, number[]>();
  nodes.forEach((node, place) => {
    const { id } = readElement(node);
    const places = byId.get(id);
    if (places) places.push(place);
    else byId.set(id, [place]);
  });
  return elements.map(({ id }) => byId.get(id)?.shift() ?? -1);
}

function updateElement(node: Y.XmlElement, element: ScriptElement): void {
  const before = readElement(node);
  const isSameScene =
    before.colour === element.colour && before.bookmark === element.bookmark && sameValue(before.omits, element.omits);
  if (isSameScene && sameParagraph(before, element)) return;
  writeAttributes(node, before, element);
  const words = { type: before.type, text: element.text, styles: element.styles ?? [] };
  if (sameParagraph({ ...words, text: before.text, styles: before.styles ?? [] }, words)) return;
  const texts = node.toArray().filter((child) => child instanceof Y.XmlText);
  const [text, ...others] = texts;
  if (!text) {
    if (element.text !== '') node.insert(0, [createText(element)]);
    return;
  }
  // Two who began to type in an empty line at once left two texts. They are one line, and which words are whose is past.
  if (others.length > 0) {
    deleteItems(node, new Set(texts));
    node.insert(0, [createText(element)]);
    return;
  }
  writeWords(text, before.text, element.text);
  writeStyles(text, element);
}

function writeAttributes(node: Y.XmlElement, before: ScriptElement, element: ScriptElement): void {
  const { type, number, dual, level, colour, bookmark } = element;
  const omits = sameValue(before.omits, element.omits) ? {} : { omits: element.omits };
  const keeps = before.style === element.style && sameLayout(before.layout, element.layout);
  const style = keeps ? {} : { style: paragraphStyleOf(element) ?? undefined };
  for (const [name, value] of Object.entries({ type, number, dual, level, colour, bookmark, ...style, ...omits })) {
    if (node.getAttribute(name) === value) continue;
    // Yjs types attributes as strings; the binding and the wire hold any JSON value.
    if (value === undefined) node.removeAttribute(name);
    else node.setAttribute(name, value as string);
  }
}

function writeWords(text: Y.XmlText, before: string, after: string): void {
  if (before === after) return;
  let at = 0;
  for (const { kind, text: words } of wordDiff(before, after)) {
    if (kind === 'removed') text.delete(at, words.length);
    else if (kind === 'added') text.insert(at, words);
    if (kind !== 'removed') at += words.length;
  }
}

/** Puts on and takes off the styles that differ, stretch by stretch. */
function writeStyles(text: Y.XmlText, { text: words, styles = [] }: ScriptParagraph): void {
  let at = 0;
  for (const { insert, attributes = {} } of text.toDelta() as {
    insert: unknown;
    attributes?: Record<string, unknown>;
  }[]) {
    const end = at + (typeof insert === 'string' ? insert.length : 1);
    const cuts = styles.flatMap(({ from, to }) => [from, to]).filter((cut) => cut > at && cut < end);
    for (const to of [...new Set(cuts), end].sort((a, b) => a - b)) {
      const wanted = (style: TextStyle) =>
        styles.some((span) => span.style === style && span.from <= at && at < span.to);
      const changes = STYLES.filter((style) => ((attributes[style] ?? null) !== null) !== wanted(style));
      const format = Object.fromEntries(changes.map((style) => [style, wanted(style) ? {} : null]));
      if (changes.length > 0 && at < words.length) text.format(at, to - at, format);
      at = to;
    }
  }
}
