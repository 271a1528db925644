import { Bookmark as BookmarkIcon, Pencil, Trash2 } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { ContextMenu, Icon, type MenuItem, type MenuPlace } from '#app/components/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { Bookmark } from '#shared/screenplay/index.ts';
import { BookmarkDialog } from './bookmark-dialog.tsx';
import css from './bookmark-list.module.css';
import { setBookmark, useBookmarks } from './use-bookmarks.ts';

interface Props {
  readonly connection: ProjectConnection;
  readonly editable: boolean;
  readonly onOpen: (line: ElementId) => void;
}

/** The named places of the script, above the scenes; nothing while there are none. */
export function BookmarkList({ connection, editable, onOpen }: Props) {
  const marks = useBookmarks(connection.doc);
  const [asked, ask] = useState<{ mark: Bookmark; at: MenuPlace } | null>(null);
  const [renamed, rename] = useState<Bookmark | null>(null);
  if (marks.length === 0) return null;
  const remove = ({ id }: Bookmark) => setBookmark(connection, id, null);
  const items = (mark: Bookmark): MenuItem[] => [
    { kind: 'action', label: 'Rename', icon: Pencil, shortcut: 'F2', onSelect: () => rename(mark) },
    { kind: 'action', label: 'Remove', icon: Trash2, shortcut: 'Delete', onSelect: () => remove(mark) },
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, mark: Bookmark) => {
    const row = event.currentTarget.closest('li');
    const other = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[event.key];
    if (other) other.querySelector('button')?.focus();
    else if (editable && event.key === 'F2') rename(mark);
    else if (editable && event.key === 'Delete') remove(mark);
    else if (editable && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      const box = event.currentTarget.getBoundingClientRect();
      ask({ mark, at: { x: box.left + 32, y: box.bottom - 8 } });
    } else return;
    event.preventDefault();
  };
  return (
    <nav className={css['bookmarks']} aria-label="Bookmarks">
      <ul>
        {marks.map((mark, index) => (
          <li key={mark.id}>
            <button
              type="button"
              className={css['row']}
              title={mark.name}
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => onOpen(mark.id)}
              onKeyDown={(event) => onKeyDown(event, mark)}
              onContextMenu={(event) => {
                if (!editable) return;
                event.preventDefault();
                event.currentTarget.focus();
                ask({ mark, at: { x: event.clientX, y: event.clientY } });
              }}
            >
              <Icon of={BookmarkIcon} size={12} />
              <span>{mark.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <ContextMenu
        label={asked ? `Acts on bookmark “${asked.mark.name}”` : 'Acts'}
        items={asked ? items(asked.mark) : []}
        at={asked?.at ?? null}
        onClose={() => ask(null)}
      />
      <BookmarkDialog
        asked={renamed}
        onClose={() => rename(null)}
        onNamed={({ id, name }) => {
          setBookmark(connection, id, name);
          rename(null);
        }}
      />
    </nav>
  );
}
