import * as Y from 'yjs';
import { EDIT } from './origin.ts';

/** What every element is given when it is made: without them it would be another paragraph, with nothing hung on it. */
const BIRTH_NAMES: readonly (string | null)[] = ['id', 'type'];

type Scope = ConstructorParameters<typeof Y.UndoManager>[0];
type Options = NonNullable<ConstructorParameters<typeof Y.UndoManager>[1]>;

/**
 * The undo stack of one window: takes back what was done here, never what somebody else has written. Of a document: in
 * every root that it has now. (Yjs's own scope of a whole document would keep a step of every change that changes nothing.)
 */
export function createUndo(scope: Scope, options: Omit<Options, 'deleteFilter'> = {}): Y.UndoManager {
  const roots =
    scope instanceof Y.Doc ? [...scope.share.values()].map((root) => root as Y.AbstractType<unknown>) : scope;
  const undo = new Y.UndoManager(roots, { trackedOrigins: new Set([EDIT]), ...options, deleteFilter: keepOthersText });
  const cameBack: Range[] = [];
  keep(cameBack, undo.doc);
  cutWhereComebacksAre(undo);
  onComeback(undo, (range, doc) => {
    cameBack.push(range);
    seat(range, doc);
  });
  return undo;
}

/**
 * For Y.UndoManager's `deleteFilter`: undoing the making of a paragraph must not take along what somebody else has
 * written into it since, nor that of a title page's field. A text or an element that still holds something stays, with
 * its id and type.
 */
function keepOthersText(item: Y.Item): boolean {
  if (isGivenAtBirth(item)) return isEmpty(item.parent as Y.XmlElement);
  if (!(item.content instanceof Y.ContentType)) return true;
  const { type } = item.content;
  if (!(type instanceof Y.Text || type instanceof Y.XmlElement)) return true;
  return isEmpty(type);
}

// Later values have the one before to their left, and may be taken back. An element that goes takes its own along.
function isGivenAtBirth({ parent, parentSub, left, id }: Y.Item): boolean {
  if (!(parent instanceof Y.XmlElement) || left !== null || !BIRTH_NAMES.includes(parentSub)) return false;
  return parent._item?.id.client === id.client;
}

function isEmpty(type: Y.Text | Y.XmlElement): boolean {
  return type.length === 0;
}

interface Range {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** For an undo of other kinds: what it brings back is put where every replica will find it. */
export function seatWhatComesBack(undo: Y.UndoManager): void {
  onComeback(undo, seat);
}

/** Calls back with all that an undo or redo has made, before any of it is sent. */
function onComeback(undo: Y.UndoManager, then: (range: Range, doc: Y.Doc) => void): void {
  undo.doc.on('afterTransaction', ({ origin, beforeState, afterState, doc }: Y.Transaction) => {
    const client = doc.clientID;
    const [from, to] = [beforeState.get(client) ?? 0, afterState.get(client) ?? 0];
    if (origin === undo && to > from) then({ client, from, to }, doc);
  });
}

/**
 * What an undo brought back is collected as garbage only with the document. Yjs leads from an item to the one that came
 * back in its place and on, and the next undo throws where that one is no more: its own mark that something is needed
 * is taken from a whole paragraph as soon as one word of it is no longer.
 */
function keep(cameBack: readonly Range[], doc: Y.Doc): void {
  const mayGo = doc.gcFilter;
  doc.gcFilter = (item) => mayGo(item) && !holds(item, cameBack);
}

function holds(item: Y.Item, ranges: readonly Range[]): boolean {
  const { client, clock } = item.id;
  if (ranges.some((range) => range.client === client && clock < range.to && range.from < clock + item.length))
    return true;
  if (!(item.content instanceof Y.ContentType)) return false;
  const { _start, _map } = item.content.type as Y.AbstractType<unknown>;
  for (let child = _start; child; child = child.right) if (holds(child, ranges)) return true;
  return [..._map.values()].some((last) => {
    for (let value: Y.Item | null = last; value; value = value.left) if (holds(value, ranges)) return true;
    return false;
  });
}

/**
 * Yjs leads from an item to what came back in its place by where that begins. Once that is in pieces, for somebody wrote
 * into it or took a word out, what stood behind the item belongs behind the last piece, and the next undo puts it behind
 * the first, in the middle of the words. So before an undo every item is cut where its comeback is.
 */
function cutWhereComebacksAre(undo: Y.UndoManager): void {
  undo.doc.on('beforeTransaction', (transaction: Y.Transaction) => {
    if (transaction.origin !== undo) return;
    const step = (undo.undoing ? undo.undoStack : undo.redoStack).at(-1);
    // Yjs cuts out what this step brings back: from words that went earlier and have been joined to it.
    if (step) Y.iterateDeletedStructs(transaction, step.deletions, () => undefined);
    // What came back may have come back again: a cut there is one for the item before it.
    while (cutOnce(transaction));
  });
}

function cutOnce(transaction: Y.Transaction): boolean {
  const { clients } = transaction.doc.store;
  let cut = false;
  for (const [client, structs] of clients) {
    // By index: the rest of an item that is cut follows it in the row, and may have to be cut as well.
    for (let i = 0; i < structs.length; i++) {
      const item = structs[i];
      if (!(item instanceof Y.Item) || item.redone === null) continue;
      const pieces = clients.get(item.redone.client) ?? [];
      const first = pieces[Y.findIndexSS(pieces, item.redone.clock)];
      const until = first ? first.id.clock + first.length - item.redone.clock : item.length;
      if (until >= item.length) continue;
      Y.getItemCleanStart(transaction, Y.createID(client, item.id.clock + until));
      cut = true;
    }
  }
  return cut;
}

/**
 * Makes what an undo brought back look as if it had been typed where it stands. Yjs names the neighbours of old for it,
 * which may stand in another order today or be one and the same: then replicas put it in different places, for good.
 */
function seat({ client, from }: Range, { store }: Y.Doc): void {
  const structs = store.clients.get(client) ?? [];
  // From the newest on, and who is seated steps out of the row: what came after an item was not there to be its neighbour.
  const lefts = new Map<Y.Item, Y.Item | null>();
  const rights = new Map<Y.Item, Y.Item | null>();
  for (const item of structs.slice(Y.findIndexSS(structs, from)).reverse()) {
    if (!(item instanceof Y.Item) || item.parentSub !== null) continue;
    const left = neighbour(lefts, item, item.left);
    const right = neighbour(rights, item, item.right);
    item.origin = left && left.lastId;
    item.rightOrigin = right && right.id;
    if (left) rights.set(left, right);
    if (right) lefts.set(right, left);
  }
}

function neighbour(known: ReadonlyMap<Y.Item, Y.Item | null>, item: Y.Item, first: Y.Item | null): Y.Item | null {
  const stepped = known.get(item);
  return stepped === undefined ? first : stepped;
}
