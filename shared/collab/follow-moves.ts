import * as Y from 'yjs';
import { must } from '#shared/lib/assert.ts';
import { deleteItems } from '#shared/lib/delete-items.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import { scriptRoot } from './document.ts';
import { hasOwnDeletions, lingeringWords, type Stretch } from './lingering-words.ts';
import { SEEN, idOf, isElement, knownOf, nameOf, seenOf, wordsOf, type Seen } from './move-lines.ts';
import { EDIT } from './origin.ts';

/** Of a change that brings a line's words together again: nobody's step of undo. */
const REJOIN = { kind: 'rejoin' } as const;

/** Words that would be lost with a line, and how many of the line's other characters stand before them. */
interface Loss {
  readonly offset: number;
  readonly words: string;
}

/**
 * Keeps this window's part of what moves of lines promise (`moveLines`). For the life of the document:
 *
 * - words typed here into a line that somebody moved before they heard of them are typed again where it stands now, words
 *   deleted here are deleted again, and a type given to it here is given again;
 * - of two people who moved one line at once, the one with the lower client id takes the second copy out;
 * - where undo or redo of a move meets words that others typed in the line since, they go with it. That step can't be
 *   taken the other way again.
 *
 * Make the window's undo manager first: what it does after a transaction must be done.
 */
export function followMoves(doc: Y.Doc): void {
  doc.on('afterTransaction', (transaction) => {
    if (!transaction.changed.has(scriptRoot(doc) as never)) return;
    if (transaction.origin instanceof Y.UndoManager) rejoin(doc, transaction, transaction.origin);
    else if (!transaction.local) {
      retype(doc, transaction);
      takeOutSecond(doc, transaction);
    }
  });
}

/** By their ids, in script order. */
function linesById(doc: Y.Doc): ReadonlyMap<string, readonly Y.XmlElement[]> {
  const lines = new Map<string, Y.XmlElement[]>();
  for (const node of scriptRoot(doc).toArray()) {
    const id = idOf(node);
    if (id === undefined || !isElement(node)) continue;
    const twins = lines.get(id);
    if (twins) twins.push(node);
    else lines.set(id, [node]);
  }
  return lines;
}

function retype(doc: Y.Doc, transaction: Y.Transaction): void {
  const { deleteSet } = transaction;
  const dead = deadLines(doc, transaction).filter(
    (node) => hasWordsOf(node, doc.clientID) || hasOwnDeletions(node, deleteSet) || hasAttributesOf(node, doc.clientID),
  );
  if (dead.length === 0) return;
  const lines = linesById(doc);
  const found = dead.flatMap((node) => {
    const line = lines.get(formerId(node))?.[0];
    const seen = line && seenOf(line);
    // One that undo or an older revision brought back was made from others, and says nothing about this node.
    if (!line || !seen?.nodes.includes(nameOf(node))) return [];
    const losses = lossesBy(doc.clientID, node, seen, deleteSet);
    const lingering = lingeringWords(node, line, seen, deleteSet);
    const given = attributesBy(doc.clientID, node, line, seen);
    return losses.length + lingering.length + given.length > 0 ? [{ line, losses, lingering, given }] : [];
  });
  if (found.length === 0) return;
  doc.transact(() => {
    for (const { line, losses, lingering, given } of found) {
      for (const [name, value] of given) line.setAttribute(name, value as string);
      takeOut(line, lingering);
      bringBack(line, losses);
    }
  }, EDIT);
}

/** The lines that went in this transaction; their content is collected only after it. */
function deadLines(doc: Y.Doc, transaction: Y.Transaction): Y.XmlElement[] {
  const root = scriptRoot(doc);
  const dead: Y.XmlElement[] = [];
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || struct.parent !== root || !(struct.content instanceof Y.ContentType)) return;
    if (isElement(struct.content.type)) dead.push(struct.content.type);
  });
  return dead;
}

function hasWordsOf(node: Y.XmlElement, client: number): boolean {
  for (const item of wordsOf(node)) if (item.id.client === client) return true;
  return false;
}

function hasAttributesOf(node: Y.XmlElement, client: number): boolean {
  return [...node._map.values()].some(({ id }) => id.client === client);
}

/** The id of a line that is gone, whose attributes went with it. */
function formerId(node: Y.XmlElement): string {
  const value: unknown = node._map.get('id')?.content.getContent().at(-1);
  return typeof value === 'string' ? value : '';
}

/** What `client` wrote in `node` and the maker of its successor had not seen. */
function lossesBy(client: number, node: Y.XmlElement, seen: Seen, deleteSet: Y.Transaction['deleteSet']): Loss[] {
  const losses: Loss[] = [];
  let offset = 0;
  for (const { id, content } of wordsOf(node)) {
    if (!(content instanceof Y.ContentString) || !Y.isDeleted(deleteSet, id)) continue;
    const known = Math.min(knownOf(seen, id), content.str.length);
    offset += known;
    const words = content.str.slice(known);
    if (id.client === client && words !== '') losses.push({ offset, words });
  }
  return losses;
}

/** What `client` wrote on `node` and the maker of `line`, its successor, had not seen. */
function attributesBy(client: number, node: Y.XmlElement, line: Y.XmlElement, seen: Seen): [string, unknown][] {
  return [...node._map].flatMap(([name, { id, content }]): [string, unknown][] => {
    if (id.client !== client || knownOf(seen, id) > 0 || !(content instanceof Y.ContentAny)) return [];
    const value: unknown = content.getContent().at(-1);
    return name === 'id' || name === SEEN || sameValue(line.getAttribute(name), value) ? [] : [[name, value]];
  });
}

function bringBack(line: Y.XmlElement, losses: readonly Loss[]): void {
  let added = 0;
  for (const { offset, words } of losses) {
    insertWords(line, offset + added, words);
    added += words.length;
  }
}

/** From the last to the first, so that the places of those before them hold. */
function takeOut(line: Y.XmlElement, stretches: readonly Stretch[]): void {
  for (const { offset, length } of stretches.toReversed()) {
    let start = offset;
    let left = length;
    for (const text of line.toArray().filter((child) => child instanceof Y.XmlText)) {
      const here = Math.min(left, Math.max(text.length - start, 0));
      const before = text.length;
      if (here > 0) text.delete(start, here);
      left -= here;
      start = Math.max(start - before, 0);
    }
  }
}

function insertWords(line: Y.XmlElement, offset: number, words: string): void {
  let rest = offset;
  const texts = line.toArray().filter((child) => child instanceof Y.XmlText);
  for (const text of texts) {
    if (rest <= text.length) {
      text.insert(rest, words);
      return;
    }
    rest -= text.length;
  }
  const last = texts.at(-1);
  if (last) last.insert(last.length, words);
  else line.insert(0, [new Y.XmlText(words)]);
}

/** Everybody decides alike, and each takes out only what is their own: nobody writes by looking on. */
function takeOutSecond(doc: Y.Doc, { beforeState }: Y.Transaction): void {
  const isNew = ({ _item: item }: Y.XmlElement) =>
    item !== null && item.id.clock >= (beforeState.get(item.id.client) ?? 0);
  const arrived = scriptRoot(doc)
    .toArray()
    .some((node) => isElement(node) && isNew(node) && seenOf(node) !== null);
  if (!arrived) return;
  const doomed = [...linesById(doc).values()].flatMap((twins) => {
    if (twins.length < 2 || twins.some((twin) => seenOf(twin) === null)) return [];
    const first = Math.max(...twins.map(makerOf));
    return twins.filter((twin) => makerOf(twin) !== first && makerOf(twin) === doc.clientID);
  });
  if (doomed.length > 0) doc.transact(() => deleteItems(scriptRoot(doc), new Set(doomed)), REJOIN);
}

function makerOf({ _item }: Y.XmlElement): number {
  return must(_item).id.client;
}

/** The line that came back takes over what is left of the one that should have gone. */
function rejoin(doc: Y.Doc, { beforeState, deleteSet }: Y.Transaction, undo: Y.UndoManager): void {
  const start = beforeState.get(doc.clientID) ?? 0;
  const cameBack = (node: Y.XmlElement) => makerOf(node) === doc.clientID && must(node._item).id.clock >= start;
  const pairs = [...linesById(doc).values()].flatMap((twins) => {
    const line = twins.length > 1 ? twins.find(cameBack) : undefined;
    return line ? twins.filter((twin) => twin !== line).map((left) => ({ line, left })) : [];
  });
  if (pairs.length === 0) return;
  doc.transact(() => {
    for (const { line, left } of pairs) bringBack(line, leftIn(left, deleteSet));
    deleteItems(scriptRoot(doc), new Set(pairs.map(({ left }) => left)));
  }, REJOIN);
  // Its way back leads to the node that is gone now.
  (undo.undoing ? undo.redoStack : undo.undoStack).pop();
}

function leftIn(node: Y.XmlElement, deleteSet: Y.Transaction['deleteSet']): Loss[] {
  const losses: Loss[] = [];
  let offset = 0;
  for (const { id, content, deleted } of wordsOf(node)) {
    if (!(content instanceof Y.ContentString)) continue;
    if (!deleted) losses.push({ offset, words: content.str });
    else if (Y.isDeleted(deleteSet, id)) offset += content.str.length;
  }
  return losses;
}
