import type { Editor } from '@tiptap/core';
import { Bookmark as BookmarkIcon, BookmarkPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { useCommands, type Command } from '#app/components/index.ts';
import { MOST_OF_A_BOOKMARK } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { Bookmark } from '#shared/screenplay/index.ts';
import { BookmarkDialog } from './bookmark-dialog.tsx';
import { currentElement } from './current-element.ts';
import { putCaretAt } from './pick-row.ts';
import { positionOfElement } from './places.ts';
import { setBookmark, useBookmarks } from './use-bookmarks.ts';

interface Props {
  readonly connection: ProjectConnection;
  readonly editor: Editor;
  readonly editable: boolean;
  /** Brings a line to the top of the pane. */
  readonly show: (line: ElementId) => void;
}

/** The commands that name the place of the caret, and lead from one named place to the next. */
export function BookmarkCommands({ connection, editor, editable, show }: Props) {
  const marks = useBookmarks(connection.doc);
  const [asked, ask] = useState<Bookmark | null>(null);
  const commands = useMemo(() => {
    const go = ({ id }: Bookmark) => {
      if (putCaretAt(editor, id)) show(id);
    };
    const shared = { group: 'Bookmarks', icon: BookmarkIcon };
    const all: Command[] = marks.map((mark) => ({
      ...{ ...shared, id: `bookmark.${mark.id}`, label: `Go to “${mark.name}”`, run: () => go(mark) },
    }));
    const next = () => {
      const mark = nextMark(editor, marks);
      if (mark) go(mark);
    };
    if (marks.length > 0)
      all.push({ ...shared, id: 'script.next-bookmark', label: 'Next bookmark', shortcut: 'Mod+Shift+L', run: next });
    const add = { id: 'script.bookmark', label: 'Bookmark this line', icon: BookmarkPlus, shortcut: 'Mod+Shift+M' };
    if (editable) all.push({ ...shared, ...add, run: () => ask(placeToName(editor, marks)) });
    return all;
  }, [editor, editable, marks, show]);
  useCommands(commands);
  const close = () => {
    ask(null);
    editor.view.focus();
  };
  return (
    <BookmarkDialog
      asked={asked}
      onClose={close}
      onNamed={({ id, name }) => {
        setBookmark(connection, id, name);
        close();
      }}
    />
  );
}

/** The line with the caret, by the name that it has or its first words. */
function placeToName(editor: Editor, marks: readonly Bookmark[]): Bookmark | null {
  const current = currentElement(editor.state);
  const id = current?.attributes.id;
  if (!id) return null;
  const words = current.node.textContent.replace(/\s+/g, ' ').trim();
  return { id, name: marks.find((mark) => mark.id === id)?.name ?? words.slice(0, MOST_OF_A_BOOKMARK / 2) };
}

/** The first behind the caret; from behind the last one, the first of all. */
function nextMark({ state }: Editor, marks: readonly Bookmark[]): Bookmark | undefined {
  const caret = state.selection.head;
  return marks.find(({ id }) => (positionOfElement(state.doc, id) ?? -1) >= caret) ?? marks[0];
}
