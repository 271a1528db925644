import type { Transaction } from '@tiptap/pm/state';

const REMOTE = 'remote';

/** Marks steps that bring other people's changes, undo and redo: they are shown, not written again. */
export function markRemote(tr: Transaction): Transaction {
  return tr.setMeta(REMOTE, true).setMeta('addToHistory', false);
}

export function isRemote(tr: Transaction): boolean {
  return tr.getMeta(REMOTE) === true;
}
