import { Fragment, type Mark, type Node, type Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { checkedParagraphStyle } from '#shared/screenplay/index.ts';
import { attributesOf, ELEMENT } from './schema.ts';

/*
 * One element between ProseMirror and Yjs. Text of a Yjs element may lie in several Y.XmlText children: two people who
 * type into the same empty element at once each bring one. They are read as one text and never joined, for joining
 * deletes what others are typing into.
 */

/** Stands for a character of the Yjs text that is not text (a newer version's), so that positions agree. */
const OBJECT = '\uFFFC';

const STYLES = ['bold', 'italic', 'underline'] as const;
type Styles = Readonly<Partial<Record<string, unknown>>>;
interface Run {
  readonly text: string;
  readonly styles: Styles;
}

export function textsOf(y: Y.XmlElement): Y.XmlText[] {
  return y.toArray().filter((child) => child instanceof Y.XmlText);
}

/** The ProseMirror node of a Yjs element. Never fails and never writes: what it does not know it leaves alone. */
export function nodeFromYjs(y: Y.XmlElement, schema: Schema): Node {
  const held = y.getAttributes() as Record<string, unknown>;
  const attributes = {
    type: typeof held['type'] === 'string' ? held['type'] : 'action',
    id: typeof held['id'] === 'string' ? held['id'] : null,
    number: typeof held['number'] === 'string' ? held['number'] : null,
    dual: held['dual'] === true ? true : null,
    level: typeof held['level'] === 'number' ? held['level'] : null,
    style: checkedParagraphStyle(held['style']),
    colour: typeof held['colour'] === 'string' ? held['colour'] : null,
    bookmark: typeof held['bookmark'] === 'string' ? held['bookmark'] : null,
    omits: Array.isArray(held['omits']) ? held['omits'] : null,
  };
  const content: Node[] = [];
  for (const text of textsOf(y)) {
    for (const op of text.toDelta() as { insert: unknown; attributes?: Styles }[]) {
      const insert = typeof op.insert === 'string' ? op.insert : OBJECT;
      if (insert !== '') content.push(schema.text(insert, marksOf(op.attributes ?? {}, schema)));
    }
  }
  return schema.node(ELEMENT, attributes, Fragment.fromArray(content));
}

function marksOf(styles: Styles, schema: Schema): Mark[] {
  return STYLES.filter((name) => styles[name] !== undefined && styles[name] !== null).map((name) => schema.mark(name));
}

/** A new Yjs element holding the node; the caller inserts it, in the same transaction. */
export function yjsFromNode(node: Node): Y.XmlElement {
  const y = new Y.XmlElement(ELEMENT);
  for (const [name, value] of Object.entries(attributesOf(node))) {
    // What is folded on a clipboard is no part of a script.
    if (value !== null && name !== 'folded') y.setAttribute(name, value as string);
  }
  const text = new Y.XmlText();
  // Even an empty element gets its text node, so that two people who start typing in it type into one.
  y.insert(0, [text]);
  text.applyDelta(runsOf(node).map((run) => ({ insert: run.text, attributes: run.styles })));
  return y;
}

/** Writes what changed from `before` to `after` into `y`, and nothing else. */
export function updateYjs(y: Y.XmlElement, before: Node, after: Node): void {
  const [old, now] = [attributesOf(before), attributesOf(after)];
  for (const name of ['type', 'id', 'number', 'dual', 'level', 'style', 'colour', 'omits', 'bookmark'] as const) {
    if (old[name] === now[name]) continue;
    if (now[name] === null) y.removeAttribute(name);
    // Yjs types attributes as strings; the wire holds any JSON value.
    else y.setAttribute(name, now[name] as unknown as string);
  }
  if (before.content.eq(after.content)) return;
  const [was, is] = [before.textContent, after.textContent];
  const { start, removed, inserted } = textDifference(was, is);
  deleteText(y, start, removed);
  const runs = runsOf(after);
  let at = start;
  for (const run of sliceRuns(runs, start, start + inserted)) {
    insertText(y, at, run);
    at += run.text.length;
  }
  const oldRuns = runsOf(before);
  restyle(y, sliceRuns(oldRuns, 0, start), sliceRuns(runs, 0, start), 0);
  const tail = start + inserted;
  restyle(y, sliceRuns(oldRuns, start + removed, was.length), sliceRuns(runs, tail, is.length), tail);
}

export interface TextDifference {
  readonly start: number;
  readonly removed: number;
  readonly inserted: number;
}

/** The one stretch in which two texts differ; never half a surrogate pair. */
export function textDifference(was: string, is: string): TextDifference {
  const shorter = Math.min(was.length, is.length);
  let start = 0;
  while (start < shorter && was[start] === is[start]) start++;
  let end = 0;
  while (end < shorter - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end++;
  // Half of a surrogate pair is not text: Yjs would put U+FFFD in its place.
  if (start > 0 && isHighSurrogate(was, start - 1)) start--;
  if (end > 0 && isHighSurrogate(was, was.length - end - 1)) end--;
  return { start, removed: was.length - start - end, inserted: is.length - start - end };
}

function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function runsOf(node: Node): Run[] {
  const runs: Run[] = [];
  node.forEach((child) => {
    const styles = Object.fromEntries(child.marks.map((mark) => [mark.type.name, {}]));
    runs.push({ text: child.text ?? '', styles });
  });
  return runs;
}

function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  const slice: Run[] = [];
  let at = 0;
  for (const { text, styles } of runs) {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (part !== '') slice.push({ text: part, styles });
    at += text.length;
  }
  return slice;
}

/** Both lists cover the same characters, from `offset` on: formats where their styles differ. */
function restyle(y: Y.XmlElement, before: readonly Run[], after: readonly Run[], offset: number): void {
  let at = 0;
  for (const run of after) {
    const end = at + run.text.length;
    for (const old of sliceRuns(before, at, end)) {
      const changes = STYLES.filter((name) => name in old.styles !== name in run.styles);
      if (changes.length > 0) {
        const format = Object.fromEntries(changes.map((name) => [name, name in run.styles ? {} : null]));
        forEachPart(y, offset + at, old.text.length, (text, index, length) => text.format(index, length, format));
      }
      at += old.text.length;
    }
    at = end;
  }
}

function insertText(y: Y.XmlElement, offset: number, run: Run): void {
  // Yjs writes into the object it is given.
  const styles = { ...run.styles };
  const place = placeInText(y, offset);
  if (place) {
    place.text.insert(place.index, run.text, styles);
    return;
  }
  const text = new Y.XmlText();
  y.insert(0, [text]);
  text.insert(0, run.text, styles);
}

function deleteText(y: Y.XmlElement, offset: number, length: number): void {
  forEachPart(y, offset, length, (text, index, count) => text.delete(index, count));
}

function forEachPart(
  y: Y.XmlElement,
  offset: number,
  length: number,
  act: (text: Y.XmlText, index: number, length: number) => void,
): void {
  let start = 0;
  for (const text of textsOf(y)) {
    const end = start + text.length;
    const [from, to] = [Math.max(offset, start), Math.min(offset + length, end)];
    const index = from - start;
    start = end;
    if (from < to) act(text, index, to - from);
  }
}

/** Where an offset in the element's text lies in Yjs; null while the element has no text node. */
export function placeInText(y: Y.XmlElement, offset: number): { text: Y.XmlText; index: number } | null {
  let rest = offset;
  let last: Y.XmlText | null = null;
  for (const text of textsOf(y)) {
    if (rest <= text.length) return { text, index: rest };
    rest -= text.length;
    last = text;
  }
  return last && { text: last, index: last.length };
}

/** The offset in the element's text at which this text node starts. */
export function startOfText(y: Y.XmlElement, wanted: Y.XmlText): number {
  let start = 0;
  for (const text of textsOf(y)) {
    if (text === wanted) return start;
    start += text.length;
  }
  return start;
}
