import * as Y from 'yjs';
import { assert } from '#shared/lib/assert.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import { applyState } from './apply-state.ts';
import { ROOTS, defineRoots, mapRoot, scriptRoot, type Root } from './document.ts';
import { leaveTidying } from './tidying.ts';
import { seatWhatComesBack } from './undo.ts';

/** Marks everything that came after the revision, in the copy where it is undone. */
const LATER = Symbol('later');

/**
 * The one forward change that brings a document at the state `now` back to `then`, an earlier full state of itself. Both
 * are as they were stored or encoded; the change is an update for the document, whatever was written to it since `now`.
 *
 * Applying the old state again would change nothing, for the document has it all in its past. So a copy is opened at the
 * old state, everything later is applied to it as if by one person, that person's work is undone, and what the undoing
 * wrote is what the document receives. Nothing is replaced that did not change, so carets and what others type
 * meanwhile in lines that both states have stay where they are.
 */
export function changeBackTo(then: Uint8Array, now: Uint8Array): Uint8Array {
  const copy = loadUncollected(then);
  const past = contentOf(copy);
  const undo = new Y.UndoManager(rootsOf(copy), { trackedOrigins: new Set([LATER]), captureTimeout: 0 });
  seatWhatComesBack(undo);
  // What the copy has is passed over in the bytes: making items of it all again takes twice as long.
  Y.applyUpdate(copy, Y.diffUpdate(now, Y.encodeStateVector(copy)), LATER);
  const before = Y.encodeStateVector(copy);
  undo.undo();
  undo.destroy();
  assert(sameValue(past, contentOf(copy)), 'undoing everything after a revision gives the revision');
  const change = Y.encodeStateAsUpdate(copy, before);
  copy.destroy();
  return change;
}

// What is deleted later must still be there to be brought back, and what tidying took out is no step of undo.
function loadUncollected(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  leaveTidying(doc);
  defineRoots(doc);
  applyState(doc, state);
  return doc;
}

/** Whether two documents say the same in every root, whatever their histories. */
export function sameContent(a: Y.Doc, b: Y.Doc): boolean {
  return sameValue(contentOf(a), contentOf(b));
}

function contentOf(doc: Y.Doc): unknown[] {
  return [scriptRoot(doc).toArray().map(nodeJson), ...MAPS.map((root) => mapRoot(doc, root).toJSON())];
}

const MAPS = (Object.keys(ROOTS) as Root[]).filter((root) => root !== 'script');

function rootsOf(doc: Y.Doc): Y.AbstractType<unknown>[] {
  return [scriptRoot(doc), ...MAPS.map((root) => mapRoot(doc, root))] as Y.AbstractType<unknown>[];
}

// By formatted runs: where Yjs keeps one run in two texts, or empty texts between, a reader sees no difference.
function nodeJson(node: Y.XmlElement | Y.XmlText | Y.XmlHook): unknown {
  if (node instanceof Y.XmlText) return joinRuns(node.toDelta() as Run[]);
  if (!(node instanceof Y.XmlElement)) return node.toJSON();
  const children = node.toArray().map((child) => nodeJson(child as Y.XmlElement | Y.XmlText));
  const held = children.filter((child) => !Array.isArray(child) || child.length > 0);
  return [node.nodeName, node.getAttributes(), held];
}

interface Run {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function joinRuns(runs: readonly Run[]): unknown[] {
  const joined: [string, string][] = [];
  for (const { insert, attributes = {} } of runs) {
    const style = JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
    const last = joined.at(-1);
    if (typeof insert === 'string' && last?.[1] === style) last[0] += insert;
    else joined.push([typeof insert === 'string' ? insert : JSON.stringify(insert), style]);
  }
  return joined;
}
