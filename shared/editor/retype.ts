import type { Transaction } from '@tiptap/pm/state';
import type { ElementType } from '#shared/screenplay/index.ts';

/** Writes another type on the element at this position. What it had of its own, it had as what it was. */
export function retype(tr: Transaction, position: number, type: ElementType): Transaction {
  return tr.setNodeAttribute(position, 'type', type).setNodeAttribute(position, 'style', null);
}
