import type { Node } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import type { ElementId, NewId } from '#shared/lib/ids.ts';
import { changedRange } from './binding.ts';
import { isRemote } from './remote.ts';
import { attributesOf } from './schema.ts';
import { elementsOf, positionOf } from './stretches.ts';

/**
 * Gives every element that a person makes an id of its own: fresh ones, and copies (the second half of a split, pasted
 * lines whose original still stands). Never acts on what others did or on a document merely opened: two windows that
 * both mended the same element would write two ids.
 */
export function elementIds(newId: NewId): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, after) {
      if (!transactions.some((tr) => tr.docChanged) || transactions.some(isRemote)) return null;
      return withIds(before.doc, after.tr, newId);
    },
  });
}

function withIds(before: Node, tr: Transaction, newId: NewId): Transaction | null {
  const [olds, children] = [elementsOf(before), elementsOf(tr.doc)];
  const { start, oldEnd, newEnd } = changedRange(olds, children);
  if (newEnd - start === 1 && oldEnd - start === 1) {
    const id = idOf(children[start]);
    if (id !== null && id === idOf(olds[start])) return null;
  }
  const taken = new Set<ElementId>();
  children.forEach((child, index) => {
    const id = idOf(child);
    if (id !== null && (index < start || index >= newEnd)) taken.add(id);
  });
  const copies = new Map<ElementId | null, ElementId>();
  children.slice(start, newEnd).forEach((child, offset) => {
    const id = idOf(child);
    const own = id === null || taken.has(id) ? newId<ElementId>() : id;
    taken.add(own);
    if (own === id) return;
    copies.set(id, own);
    tr.setNodeAttribute(positionOf(tr.doc, start + offset), 'id', own);
  });
  // The copy of an omitted scene leaves out its own lines.
  children.slice(start, newEnd).forEach((child, offset) => {
    const { id, omits } = attributesOf(child);
    const own = copies.has(id) && omits?.flatMap((line) => copies.get(line) ?? []);
    if (own) tr.setNodeAttribute(positionOf(tr.doc, start + offset), 'omits', own);
  });
  return tr.docChanged ? tr : null;
}

function idOf(node: Node | undefined): ElementId | null {
  return node ? attributesOf(node).id : null;
}
