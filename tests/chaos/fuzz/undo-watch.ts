import * as Y from 'yjs';
import { scriptRoot } from '#shared/collab/index.ts';

/** Calls back after every undo and redo with the script text of other people that it took away; there must be none. */
export function watchUndo(undo: Y.UndoManager, onUndo: (taken: readonly string[]) => void): void {
  undo.doc.on('afterTransaction', ({ origin, deleteSet, doc }: Y.Transaction) => {
    if (origin !== undo) return;
    const taken: string[] = [];
    for (const [client, ranges] of deleteSet.clients) {
      if (client === doc.clientID) continue;
      for (const range of ranges) taken.push(...textsIn(doc, client, range));
    }
    onUndo(taken);
  });
}

function textsIn(doc: Y.Doc, client: number, { clock, len }: { clock: number; len: number }): string[] {
  const structs = doc.store.clients.get(client) ?? [];
  const texts: string[] = [];
  for (let i = Y.findIndexSS(structs, clock); i < structs.length && structs[i]!.id.clock < clock + len; i++) {
    const struct = structs[i]!;
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    if (rootOf(struct) === scriptRoot(doc)) texts.push(struct.content.str);
  }
  return texts;
}

function rootOf(item: Y.Item): unknown {
  let type = item.parent as Y.AbstractType<unknown>;
  while (type._item !== null) type = type._item.parent as Y.AbstractType<unknown>;
  return type;
}
