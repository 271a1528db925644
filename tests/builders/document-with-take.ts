import * as Y from 'yjs';
import { addPanel, addTake } from '#shared/collab/index.ts';
import type { NewId } from '#shared/lib/ids.ts';
import { FIRST_ORDER_KEY } from '#shared/lib/order-key.ts';
import type { Take } from '#shared/storyboard/index.ts';

/** A project document's state, as browsers write it, whose one panel has this take. */
export function documentWithTake(take: Take, newId: NewId): { bytes: Uint8Array; clientId: number } {
  const doc = new Y.Doc();
  const panel = addPanel(doc, { anchors: [], order: FIRST_ORDER_KEY }, newId);
  addTake(doc, panel, take, '');
  return { bytes: Y.encodeStateAsUpdate(doc), clientId: doc.clientID };
}
