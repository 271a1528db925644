import * as Y from 'yjs';
import type { DocumentStore } from '#db/index.ts';
import { loadDocument } from '#server/sync/document.ts';
import { DOCUMENT } from '#tests/sync/network.ts';
import type { Window } from './window.ts';

/** What has happened in a run that refusals may come of. */
export interface Past {
  rolesChanged: boolean;
  copiesLost: boolean;
}

/** Whether this window could have been refused as it was without anybody's fault but that of the weather. */
export async function mayBeRefused(
  { closedFor, torn, demoted, doc, name }: Window,
  windows: readonly Window[],
  store: DocumentStore,
  { rolesChanged, copiesLost }: Past,
): Promise<boolean> {
  if (closedFor.startsWith('hands on')) {
    const own = new Set(windows.flatMap((window) => window.ids));
    const ofServers = [...doc.store.clients.keys()].filter((id) => !own.has(id));
    return rolesChanged || copiesLost || (await holdsUnsaved(doc, ofServers, store));
  }
  if (closedFor.startsWith('builds on')) return torn;
  if (!closedFor.startsWith('may not write')) return false;
  const ids = windows.filter((window) => window.name === name).flatMap((window) => window.ids);
  return demoted || (rolesChanged && (await holdsUnsaved(doc, ids, store)));
}

/** Words of these ids that were broadcast and never committed: of a window or a process that is gone. */
async function holdsUnsaved(doc: Y.Doc, ids: readonly number[], store: DocumentStore): Promise<boolean> {
  const found = await loadDocument(store, DOCUMENT);
  const saved = (id: number) => (found ? Y.getState(found.doc.store, id) : 0);
  const unsaved = ids.some((id) => Y.getState(doc.store, id) > saved(id));
  found?.doc.destroy();
  return unsaved;
}
