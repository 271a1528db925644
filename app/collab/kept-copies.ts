import * as Y from 'yjs';
import { loadUpdates, type ProjectDoc } from '#shared/collab/index.ts';
import type { DocumentName, UserId } from '#shared/lib/ids.ts';
import { deviceStoreName, openKeptStore, keptStoreNames, type KeptStore } from './device-store.ts';

/** A copy of the document on this device that the server never took in: of an earlier epoch, or set aside. */
export interface KeptCopy {
  readonly name: string;
  readonly doc: ProjectDoc;
  /** The person was told of it, and wanted to decide later. */
  readonly isPutOff: boolean;
  putOff(): Promise<void>;
  remove(): Promise<void>;
}

interface Where {
  readonly user: UserId;
  readonly document: DocumentName;
  readonly epoch: number;
}

/** The copies that hold something which `live`, the document as the server has it, does not. Newest first. */
export async function findKeptCopies({ user, document, epoch }: Where, live: ProjectDoc): Promise<KeptCopy[]> {
  const names = await keptStoreNames(deviceStoreName(user, document, epoch));
  const copies: KeptCopy[] = [];
  for (const name of names) {
    const store = await openKeptStore(name).catch(() => null);
    if (!store) continue;
    const doc = loadUpdates(store.updates);
    if (isWithin(doc, live)) store.close();
    else copies.push(copyOf(name, store, doc));
  }
  return copies;
}

function copyOf(name: string, store: KeptStore, doc: ProjectDoc): KeptCopy {
  return { name, doc, isPutOff: store.isPutOff, putOff: () => store.putOff(), remove: () => store.remove() };
}

/** Whether every change of `copy`, insertions and deletions, is in `live` as well. */
function isWithin(copy: Y.Doc, live: Y.Doc): boolean {
  return Y.snapshotContainsUpdate(Y.snapshot(live), Y.encodeStateAsUpdate(copy));
}
