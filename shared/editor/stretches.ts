import { Fragment, Slice, type Node, type ResolvedPos, type Schema } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { isOutline, isSaid } from '#shared/screenplay/index.ts';
import { STRETCH, attributesOf } from './schema.ts';

/*
 * The script is a flat list of elements, in Yjs and for everybody who edits it. The editor alone holds the list in
 * stretches, boxes without a meaning, because a browser lays out and paints a few dozen boxes at once and 3,000 slowly
 * (docs/decisions/012). This file is all that knows where a stretch begins and ends.
 */

/** Elements in a new stretch: as many as fill two screens. One that grows to twice as many is divided. */
const SIZE = 48;

const lists = new WeakMap<Node, readonly Node[]>();

/** The elements of an editor's document as one list. */
export function elementsOf(doc: Node): readonly Node[] {
  let list = lists.get(doc);
  if (!list) lists.set(doc, (list = doc.children.flatMap((stretch) => stretch.children)));
  return list;
}

/** Where the element of this index starts, before its opening token. */
export function positionOf(doc: Node, index: number): number {
  let position = 0;
  let rest = index;
  for (const stretch of doc.children) {
    if (rest < stretch.childCount) {
      position++;
      for (let i = 0; i < rest; i++) position += stretch.child(i).nodeSize;
      return position;
    }
    rest -= stretch.childCount;
    position += stretch.nodeSize;
  }
  return position;
}

/** The index of the element that a position stands in, or next to. */
export function indexAt(doc: Node, position: number): number {
  return indexOf(doc.resolve(Math.min(Math.max(position, 0), doc.content.size)));
}

export function indexOf($position: ResolvedPos): number {
  const { doc } = $position;
  let index = 0;
  const stretch = Math.min($position.index(0), doc.childCount - 1);
  for (let i = 0; i < stretch; i++) index += doc.child(i).childCount;
  const within = $position.depth > 0 ? $position.index(1) : $position.index(0) > stretch ? Infinity : 0;
  return index + Math.min(within, doc.child(stretch).childCount - 1);
}

/**
 * Where a stretch may begin, at `at` or some elements before it: not within a speech, nor with one that stands beside the
 * speech before it, for two boxes cannot draw them beside each other.
 */
function beginningBefore(elements: readonly Node[], at: number): number {
  for (let index = at; index > Math.max(-1, at - SIZE / 2); index--) if (!goesWithLast(elements[index])) return index;
  return at;
}

function goesWithLast(element: Node | undefined): boolean {
  return element !== undefined && (isBesideLast(element) || standsInSpeech(element));
}

function isBesideLast(element: Node): boolean {
  const { type, dual } = attributesOf(element);
  return type === 'character' && dual !== null;
}

/** What is said, and notes, which part no speech. */
export function standsInSpeech(element: Node): boolean {
  const { type } = attributesOf(element);
  return isSaid(type) || isOutline(type);
}

/** A document of these elements; at least one. */
export function documentOf(schema: Schema, elements: readonly Node[]): Node {
  const stretches: Node[] = [];
  for (let start = 0, end = 0; start < elements.length; start = end) {
    end = start + SIZE < elements.length ? beginningBefore(elements, start + SIZE) : elements.length;
    stretches.push(schema.node(STRETCH, null, elements.slice(start, end)));
  }
  return schema.topNodeType.create(null, stretches);
}

/** Puts `added` in the place of the elements from `start` up to `end`; positions before them stay valid. */
export function replaceElements(tr: Transaction, doc: Node, start: number, end: number, added: readonly Node[]): void {
  if (start === end) {
    const at = start > 0 ? positionOf(doc, start - 1) + (elementsOf(doc)[start - 1]?.nodeSize ?? 0) : 1;
    replace(tr, at, at, added);
    return;
  }
  let content = added;
  const steps: (() => void)[] = [];
  let first = 0;
  let position = 0;
  for (const stretch of doc.children) {
    const [from, to] = [Math.max(start, first) - first, Math.min(end, first + stretch.childCount) - first];
    const [before, inside, put] = [position, position + 1, content];
    if (from < to && from === 0 && to === stretch.childCount && put.length === 0) {
      steps.push(() => replace(tr, before, before + stretch.nodeSize, put));
    } else if (from < to) {
      steps.push(() => replace(tr, inside + sizeOf(stretch, 0, from), inside + sizeOf(stretch, 0, to), put));
    }
    if (from < to) content = [];
    first += stretch.childCount;
    position += stretch.nodeSize;
  }
  for (const step of steps.reverse()) step();
}

function replace(tr: Transaction, from: number, to: number, nodes: readonly Node[]): void {
  tr.step(new ReplaceStep(from, to, new Slice(Fragment.from(nodes), 0, 0)));
}

function sizeOf(stretch: Node, from: number, to: number): number {
  let size = 0;
  for (let i = from; i < to; i++) size += stretch.child(i).nodeSize;
  return size;
}

/** Elements lying in a slice, without the stretches around them: what is copied is lines. */
export function flatSlice(slice: Slice): Slice {
  const { firstChild, lastChild } = slice.content;
  if (firstChild?.type.name !== STRETCH && lastChild?.type.name !== STRETCH) return slice;
  const elements = slice.content.content.flatMap((node) => (node.type.name === STRETCH ? node.children : [node]));
  return new Slice(Fragment.from(elements), Math.max(0, slice.openStart - 1), Math.max(0, slice.openEnd - 1));
}

/** Divides stretches that have grown too long, and brings together speeches that came to stand beside each other. */
export function evenStretches(): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, { doc, tr }) {
      if (!transactions.some((made) => made.docChanged)) return null;
      divide(tr, doc);
      if (!tr.docChanged) reunite(tr, doc);
      return tr.docChanged ? tr : null;
    },
  });
}

function divide(tr: Transaction, doc: Node): void {
  if (!doc.children.some((stretch) => stretch.childCount > 2 * SIZE)) return;
  let end = doc.content.size;
  for (const stretch of [...doc.children].reverse()) {
    end -= stretch.nodeSize;
    if (stretch.childCount <= 2 * SIZE) continue;
    for (let at = Math.floor((stretch.childCount - 1) / SIZE) * SIZE; at > 0; at -= SIZE) {
      tr.split(end + 1 + sizeOf(stretch, 0, beginningBefore(stretch.children, at)));
    }
  }
}

/** Where an edge between two stretches parts speeches that stand beside each other, it moves up to before them. */
function reunite(tr: Transaction, doc: Node): void {
  let edge = doc.content.size;
  for (let index = doc.childCount - 1; index > 0; index--) {
    const [before, after] = [doc.child(index - 1), doc.child(index)];
    edge -= after.nodeSize;
    if (!partsSpeeches(before.children, after.children)) continue;
    const at = beginningBefore(before.children, before.childCount - 1);
    if (goesWithLast(before.children[at])) continue;
    tr.join(edge);
    if (at > 0) tr.split(edge - before.nodeSize + 1 + sizeOf(before, 0, at));
  }
}

function partsSpeeches(before: readonly Node[], after: readonly Node[]): boolean {
  if (!goesWithLast(after[0])) return false;
  const next = after.find((element) => !standsInSpeech(element));
  const last = before.findLast((element) => !standsInSpeech(element));
  return [next, last].some((element) => element !== undefined && isBesideLast(element));
}
