import * as Y from 'yjs';
import { textDifference } from '#shared/editor/index.ts';
import type { TitlePage } from '#shared/screenplay/index.ts';
import { mapRoot } from './document.ts';

/*
 * Each field is a text of its own, its lines apart by line breaks, so that two people may type in one field at once. In
 * documents from before that it is a list of lines, which the first edit turns into a text.
 */
const PREFIX = 'field:';

/** The fields that say something, in their order; one that two people added at once is not lost with its place. */
export function readTitlePage(doc: Y.Doc): TitlePage {
  const title = mapRoot(doc, 'title');
  const filled = keysOf(title).map((key) => [key, linesOf(title.get(PREFIX + key))] as const);
  return Object.fromEntries(filled.filter(([, lines]) => lines.length > 0));
}

export function writeTitlePage(doc: Y.Doc, titlePage: TitlePage): void {
  const title = mapRoot(doc, 'title');
  for (const key of keysOf(title)) if (!(key in titlePage)) title.delete(PREFIX + key);
  title.set('order', Object.keys(titlePage));
  for (const [key, lines] of Object.entries(titlePage)) title.set(PREFIX + key, new Y.Text(lines.join('\n')));
}

/**
 * Writes what a person changed in a field, and nothing else of it: `before` is what they saw, `after` what they left.
 * Call in a transaction.
 */
export function editTitleField(doc: Y.Doc, key: string, before: string, after: string): void {
  const title = mapRoot(doc, 'title');
  if (!orderOf(title).includes(key)) title.set('order', [...keysOf(title), key]);
  let text = title.get(PREFIX + key);
  if (!(text instanceof Y.Text)) title.set(PREFIX + key, (text = new Y.Text(linesOf(text).join('\n'))));
  const { start, removed, inserted } = textDifference(before, after);
  const field = text as Y.Text;
  const at = Math.min(start, field.length);
  field.delete(at, Math.min(removed, field.length - at));
  field.insert(at, after.slice(start, start + inserted));
}

/** Calls back after every change of the title page. Returns the way to stop. */
export function observeTitlePage(doc: Y.Doc, listener: () => void): () => void {
  const root = mapRoot(doc, 'title');
  root.observeDeep(listener);
  return () => root.unobserveDeep(listener);
}

function orderOf(title: Y.Map<unknown>): string[] {
  const order = title.get('order');
  return Array.isArray(order) ? order.filter((key): key is string => typeof key === 'string') : [];
}

function keysOf(title: Y.Map<unknown>): string[] {
  const held = [...title.keys()].filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
  const order = orderOf(title).filter((key) => held.includes(key));
  return [...new Set([...order, ...held.sort()])];
}

function linesOf(field: unknown): readonly string[] {
  if (Array.isArray(field)) return field.filter((line): line is string => typeof line === 'string');
  const text = field instanceof Y.Text ? field.toJSON() : '';
  return text === '' ? [] : text.split('\n');
}
