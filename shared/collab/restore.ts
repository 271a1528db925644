import * as Y from 'yjs';
import { assert } from '#shared/lib/assert.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import { ROOTS, defineRoots, mapRoot, scriptRoot, type Root } from './document.ts';
import { loadState } from './load-state.ts';
import { leaveTidying } from './tidying.ts';
import { seatWhatComesBack } from './undo.ts';

/** Marks everything that came after the revision, in the copy where it is undone. */
const LATER = Symbol('later');

/**
 * Brings a document back to an earlier state of itself by one forward change, inside the caller's transaction. `state`
 * is a full state of the same document at some earlier time, as it was stored.
 *
 * Applying the old state again would change nothing, for the document has it all in its past. So a copy is opened at the
 * old state, everything later is applied to it as if by one person, that person's work is undone, and what the undoing
 * wrote is what the document receives. Nothing is replaced that did not change, so carets and what others type
 * meanwhile in lines that both states have stay where they are.
 */
export function restoreState(doc: Y.Doc, state: Uint8Array): void {
  const past = loadState(state);
  const copy = loadUncollected(state);
  const undo = new Y.UndoManager(rootsOf(copy), { trackedOrigins: new Set([LATER]), captureTimeout: 0 });
  seatWhatComesBack(undo);
  const now = Y.encodeStateAsUpdate(doc);
  Y.applyUpdate(copy, now, LATER);
  const before = Y.encodeStateVector(copy);
  undo.undo();
  undo.destroy();
  assert(sameContent(past, copy), 'undoing everything after a revision gives the revision');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, before));
  past.destroy();
  copy.destroy();
}

// What is deleted later must still be there to be brought back, and what tidying took out is no step of undo.
function loadUncollected(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  leaveTidying(doc);
  defineRoots(doc);
  Y.applyUpdate(doc, state);
  return doc;
}

/** Whether two documents say the same in every root, whatever their histories. */
export function sameContent(a: Y.Doc, b: Y.Doc): boolean {
  if (scriptText(a) !== scriptText(b)) return false;
  return MAPS.every((root) => sameValue(mapRoot(a, root).toJSON(), mapRoot(b, root).toJSON()));
}

const MAPS = (Object.keys(ROOTS) as Root[]).filter((root) => root !== 'script');

function rootsOf(doc: Y.Doc): Y.AbstractType<unknown>[] {
  return [scriptRoot(doc), ...MAPS.map((root) => mapRoot(doc, root))] as Y.AbstractType<unknown>[];
}

// By formatted runs: where Yjs keeps one run in two texts, or empty texts between, a reader sees no difference.
function scriptText(doc: Y.Doc): string {
  return JSON.stringify(scriptRoot(doc).toArray().map(nodeJson));
}

function nodeJson(node: Y.XmlElement | Y.XmlText | Y.XmlHook): unknown {
  if (node instanceof Y.XmlText) return joinRuns(node.toDelta() as Run[]);
  if (!(node instanceof Y.XmlElement)) return node.toJSON();
  const attributes = Object.entries(node.getAttributes()).sort(([a], [b]) => (a < b ? -1 : 1));
  const children = node.toArray().map((child) => nodeJson(child as Y.XmlElement | Y.XmlText));
  return [node.nodeName, attributes, children.filter((child) => !Array.isArray(child) || child.length > 0)];
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
