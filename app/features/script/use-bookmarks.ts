import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { scriptStore } from '#app/collab/script-store.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { bookmarkLine, type ProjectDoc } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import { bookmarksOf, type Bookmark, type ScriptElement } from '#shared/screenplay/index.ts';

type Elements = readonly ScriptElement[];

/** The script's bookmarks in order; the same list until one of them changes. */
export function useBookmarks(doc: ProjectDoc): readonly Bookmark[] {
  const { elements } = scriptStore(doc);
  const last = useRef<{ of: Elements | null; marks: readonly Bookmark[] }>({ of: null, marks: [] });
  const read = useCallback(() => {
    const of = elements.get();
    if (of !== last.current.of) {
      const now = bookmarksOf(of);
      last.current = { of, marks: sameValue(now, last.current.marks) ? last.current.marks : now };
    }
    return last.current.marks;
  }, [elements]);
  return useSyncExternalStore(elements.subscribe, read, () => NONE);
}

const NONE: readonly Bookmark[] = [];

/** Names a line, or takes its name off; one step of undo. */
export function setBookmark(connection: ProjectConnection, line: ElementId, name: string | null): void {
  const label = name === null ? 'removal of a bookmark' : 'bookmark';
  editAs(connection, label, () => bookmarkLine(connection.doc, line, name));
}
