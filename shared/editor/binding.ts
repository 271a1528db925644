import { Slice, type Node, type Schema } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import * as Y from 'yjs';
import { deleteItems } from '#shared/lib/delete-items.ts';
import { longestIncreasing } from '#shared/lib/longest-run.ts';
import { nodeFromYjs, placeInText, startOfText, updateYjs, yjsFromNode } from './element-text.ts';
import { ELEMENT, attributesOf } from './schema.ts';
import { documentOf, elementsOf, indexOf, positionOf, replaceElements } from './stretches.ts';

/** A place in the script that survives other people's edits; JSON, so that it can travel in awareness. */
export type ScriptPlace = Readonly<Record<string, unknown>>;

/**
 * Holds a ProseMirror document and the Yjs script equal, one element to one Yjs node, without a view: `push` writes a
 * person's changes to Yjs, `pull` turns changes of others into the smallest steps. Both cost what has changed.
 *
 * It replaces the general binding for two reasons. The script is a flat list whose elements carry ids, so an element is
 * known again by its id and its Yjs node is never re-created while it lives: whoever types in it keeps typing. And steps
 * of the changed place alone leave decorations, the caret and the drawn page where they were (docs/decisions/012).
 */
export class ScriptBinding {
  readonly #fragment: Y.XmlFragment;
  readonly #schema: Schema;
  /** The ProseMirror document as Yjs has it; equal by identity to the view's, between transactions. */
  #doc: Node;
  /** The Yjs nodes of the document's children, index by index; empty while the document is the placeholder. */
  #ys: Y.XmlElement[] = [];
  #pushing = false;

  constructor(fragment: Y.XmlFragment, schema: Schema) {
    this.#fragment = fragment;
    this.#schema = schema;
    this.#ys = this.#elements();
    this.#doc = this.#docOf(this.#ys.map((y) => nodeFromYjs(y, schema)));
  }

  get doc(): Node {
    return this.#doc;
  }

  /** True while `push` writes, for observers that must tell a person's typing from other people's. */
  get pushing(): boolean {
    return this.#pushing;
  }

  /** Nodes by another name belong to a newer version of the document: they are not shown and never touched. */
  #elements(): Y.XmlElement[] {
    return this.#fragment.toArray().filter(isElement);
  }

  /** A script without elements shows one empty scene heading, which is written when somebody types into it. */
  #docOf(nodes: readonly Node[]): Node {
    return documentOf(this.#schema, nodes.length > 0 ? nodes : [this.#schema.node(ELEMENT)]);
  }

  /** Writes what the person changed. Writes nothing when nothing changed. */
  push(doc: Node, origin: unknown): void {
    const isPlaceholder = this.#ys.length === 0;
    if (this.#doc === doc || (isPlaceholder && this.#doc.eq(doc))) return;
    const [olds, news] = [isPlaceholder ? [] : elementsOf(this.#doc), elementsOf(doc)];
    const range = changedRange(olds, news);
    this.#pushing = true;
    try {
      const isChanged = range.oldEnd > range.start || range.newEnd > range.start;
      if (isChanged) this.#fragment.doc?.transact(() => this.#write(olds, news, range), origin);
    } finally {
      this.#pushing = false;
      this.#doc = doc;
    }
  }

  #write(olds: readonly Node[], all: readonly Node[], { start, oldEnd, newEnd }: Range): void {
    const news = all.slice(start, newEnd);
    const kept = matches(olds.slice(start, oldEnd), news);
    const doomed = new Set<unknown>(this.#ys.slice(start, oldEnd));
    let last = this.#ys[start - 1] ?? null;
    const ys = news.map((node, index) => {
      const match = kept[index];
      const old = match === undefined ? undefined : this.#ys[start + match];
      if (old !== undefined && match !== undefined) {
        updateYjs(old, olds[start + match] as Node, node);
        doomed.delete(old);
        return (last = old);
      }
      return (last = this.#insertAfter(last, yjsFromNode(node)));
    });
    deleteItems(this.#fragment, doomed);
    this.#ys.splice(start, oldEnd - start, ...ys);
  }

  #insertAfter(before: Y.XmlElement | null, y: Y.XmlElement): Y.XmlElement {
    if (before) this.#fragment.insertAfter(before, [y]);
    else this.#fragment.insert(0, [y]);
    return y;
  }

  /**
   * Adds to `tr` the steps that bring the document to what Yjs now holds.
   * @param targets the types that changed, as a deep observer is told of them
   */
  pull(targets: Iterable<Y.AbstractType<unknown>>, tr: Transaction): void {
    const changed = new Set<Y.XmlElement>();
    let structural = false;
    for (const target of targets) {
      let y: Y.AbstractType<unknown> | null = target;
      while (y && y.parent !== this.#fragment) y = y.parent as Y.AbstractType<unknown> | null;
      if (isElement(y)) changed.add(y);
      else structural = true;
    }
    if (structural) this.#pullAll(changed, tr);
    else for (const y of changed) this.#pullOne(y, tr);
    this.#doc = tr.doc;
  }

  #pullOne(y: Y.XmlElement, tr: Transaction): void {
    const index = this.#ys.indexOf(y);
    if (index < 0) return;
    const before = elementsOf(tr.doc)[index];
    if (before) updateElement(tr, positionOf(tr.doc, index), before, nodeFromYjs(y, this.#schema));
  }

  #pullAll(changed: ReadonlySet<Y.XmlElement>, tr: Transaction): void {
    const ys = this.#elements();
    const elements = elementsOf(this.#doc);
    const olds = new Map(this.#ys.map((y, index) => [y, elements[index]]));
    const nodes = ys.map((y) => {
      const old = olds.get(y);
      return old === undefined || changed.has(y) ? nodeFromYjs(y, this.#schema) : old;
    });
    if (ys.length > 0 && this.#ys.length > 0) mergeElements(tr, this.#ys, ys, nodes);
    else tr.step(new ReplaceStep(0, tr.doc.content.size, new Slice(this.#docOf(nodes).content, 0, 0)));
    this.#ys = ys;
  }

  /** The place of a document position; null in a script that is still empty. */
  placeOf(position: number): ScriptPlace | null {
    const $position = this.#doc.resolve(Math.min(Math.max(position, 0), this.#doc.content.size));
    const y = this.#ys[indexOf($position)];
    if (!y) return null;
    const at = $position.parent.isTextblock ? $position.parentOffset : 0;
    const place = placeInText(y, at);
    const relative = place
      ? Y.createRelativePositionFromTypeIndex(place.text, place.index)
      : Y.createRelativePositionFromTypeIndex(y, 0);
    return { ...(Y.relativePositionToJSON(relative) as ScriptPlace), line: y.getAttribute('id'), at };
  }

  /**
   * The document position of a place; null when its element is gone or has not arrived yet. In a line that was made anew,
   * because it was moved, it is the same number of characters from its start.
   */
  positionOf(place: ScriptPlace): number | null {
    const { doc } = this.#fragment;
    const found = doc && Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(place), doc);
    const type = found?.type as Y.AbstractType<unknown> | undefined;
    const y: unknown = type instanceof Y.XmlText ? type.parent : type;
    const index = isElement(y) ? this.#ys.indexOf(y) : -1;
    if (!found || !isElement(y) || index < 0) return this.#inLine(place);
    return this.#within(index, type instanceof Y.XmlText ? startOfText(y, type) + found.index : 0);
  }

  #inLine({ line, at }: ScriptPlace): number | null {
    if (typeof line !== 'string' || typeof at !== 'number') return null;
    const index = elementsOf(this.#doc).findIndex((element) => attributesOf(element).id === line);
    return index < 0 ? null : this.#within(index, at);
  }

  #within(index: number, offset: number): number {
    const size = elementsOf(this.#doc)[index]?.content.size ?? 0;
    return positionOf(this.#doc, index) + 1 + Math.min(offset, size);
  }
}

function isElement(y: unknown): y is Y.XmlElement {
  return y instanceof Y.XmlElement && y.nodeName === ELEMENT;
}

/** Indexes from `start` up to `oldEnd` in one list, up to `newEnd` in the other. */
interface Range {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The elements that differ by identity, between equal heads and tails. */
export function changedRange(olds: readonly Node[], news: readonly Node[]): Range {
  const shorter = Math.min(olds.length, news.length);
  let start = 0;
  while (start < shorter && olds[start] === news[start]) start++;
  let same = 0;
  while (same < shorter - start && olds[olds.length - 1 - same] === news[news.length - 1 - same]) same++;
  return { start, oldEnd: olds.length - same, newEnd: news.length - same };
}

/** For each new node the index of the old one that it continues, ascending; undefined for a new element. */
function matches(olds: readonly Node[], news: readonly Node[]): readonly (number | undefined)[] {
  const byNode = new Map(olds.map((node, index) => [node, index]));
  const byId = new Map(olds.map((node, index) => [attributesOf(node).id ?? node, index]));
  const found = news.map((node) => byNode.get(node) ?? byId.get(attributesOf(node).id ?? node) ?? -1);
  // An element that never had an id (an older file's) is known by its place.
  const [only] = olds;
  if (olds.length === 1 && news.length === 1 && only && attributesOf(only).id === null) return [0];
  // Yjs can't move a node: those that keep their order stay, the rest are written anew.
  const stay = new Set(longestIncreasing(found));
  return found.map((match, index) => (stay.has(index) ? match : undefined));
}

/** Yjs never reorders what survives, so the two lists are merged in one pass; what is gone and new between two survivors
 *  goes into one step. Steps are made from the end, so that positions before them hold. */
function mergeElements(
  tr: Transaction,
  olds: readonly Y.XmlElement[],
  news: readonly Y.XmlElement[],
  nodes: readonly Node[],
): void {
  const { doc } = tr;
  const elements = elementsOf(doc);
  const known = new Set(olds);
  const survivors = new Set(news);
  const steps: (() => void)[] = [];
  let old = 0;
  let now = 0;
  while (old < olds.length || now < news.length) {
    const start = old;
    while (old < olds.length && !survivors.has(olds[old] as Y.XmlElement)) old++;
    const added: Node[] = [];
    while (now < news.length && !known.has(news[now] as Y.XmlElement)) added.push(nodes[now++] as Node);
    const end = old;
    if (end > start || added.length > 0) steps.push(() => replaceElements(tr, doc, start, end, added));
    const [before, after] = [elements[old], nodes[now]];
    if (before && after && before !== after) steps.push(() => updateElement(tr, positionOf(doc, end), before, after));
    old++;
    now++;
  }
  for (const step of steps.reverse()) step();
}

function updateElement(tr: Transaction, position: number, before: Node, after: Node): void {
  for (const [name, value] of Object.entries(attributesOf(after))) {
    if (before.attrs[name] !== value) tr.setNodeAttribute(position, name, value);
  }
  const start = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (start === null || !end) return;
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const slice = after.slice(start, end.b + overlap);
  tr.step(new ReplaceStep(position + 1 + start, position + 1 + end.a + overlap, slice));
}
