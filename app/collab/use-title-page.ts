import { useMemo, useSyncExternalStore } from 'react';
import { EDIT, editTitleField, observeTitlePage, readTitlePage, type ProjectDoc } from '#shared/collab/index.ts';
import type { TitlePage } from '#shared/screenplay/index.ts';
import type { ProjectConnection, Readable } from './connection.ts';

/** The title page's fields as they are now; the same object while they say the same. */
export function useTitlePage(doc: ProjectDoc): TitlePage {
  const { subscribe, get } = useMemo(() => titlePageOf(doc), [doc]);
  return useSyncExternalStore(subscribe, get, get);
}

function titlePageOf(doc: ProjectDoc): Readable<TitlePage> {
  let last = readTitlePage(doc);
  const get = () => {
    const now = readTitlePage(doc);
    if (JSON.stringify(now) !== JSON.stringify(last)) last = now;
    return last;
  };
  return { get, subscribe: (listener) => observeTitlePage(doc, listener) };
}

/** What a person typed in a field, as one step of undo with what they type there right after. */
export function typeInTitle({ doc }: Pick<ProjectConnection, 'doc'>, key: string, before: string, after: string): void {
  doc.transact(() => editTitleField(doc, key, before, after), EDIT);
}
