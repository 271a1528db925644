import { Ellipsis } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { usePresenceByScene } from '#app/collab/use-presence.ts';
import { useOutline } from '#app/collab/use-script.ts';
import { useNumberSchool } from '#app/collab/use-settings.ts';
import { IconButton, Menu, VisuallyHidden, useCommands } from '#app/components/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { NumberSchool, OutlineRow } from '#shared/screenplay/index.ts';
import { BookmarkList } from './bookmark-list.tsx';
import { changeSchool, lockNumbers, lockOf, unlockNumbers } from './lock-numbers.ts';
import { canLand, shownRows } from './move-row.ts';
import { navigatorChoices } from './navigator-choices.ts';
import { NavigatorRow } from './navigator-row.tsx';
import { useNavigatorView } from './navigator-view.ts';
import css from './navigator.module.css';
import { rowActs, type RowPlaces } from './row-acts.ts';
import { RowMenu, useRowMenu } from './row-menu.tsx';
import { SynopsisDialog } from './synopsis-dialog.tsx';
import { useRowDrag } from './use-row-drag.ts';
import { useRowWrites } from './use-row-writes.ts';

export interface NavigatorProps {
  readonly connection: ProjectConnection;
  readonly editable: boolean;
  /** Where this person's view of the list is kept in this browser. */
  readonly viewKey: string;
  /** The scene in view, marked in the list. */
  readonly activeScene: ElementId | null;
  readonly onOpenScene: (scene: ElementId) => void;
  /** Shows any line of the script. */
  readonly onOpenLine: (line: ElementId) => void;
  /** A scene's length as written in the trade, "1 2/8". */
  readonly eighths?: ((scene: ElementId) => string | undefined) | undefined;
  /** The same object while its parts are the same. */
  readonly places?: RowPlaces;
}

const NO_PLACES: RowPlaces = {};

/**
 * The outline of the script: where one is, who else is where, and the way there. Rows are dragged to move scenes, and have
 * a menu of what else can be done with them.
 */
export function Navigator({
  connection,
  editable,
  viewKey,
  activeScene,
  onOpenScene,
  onOpenLine,
  eighths,
  places = NO_PLACES,
}: NavigatorProps) {
  const outline = useOutline(connection.doc);
  const school = useNumberSchool(connection.doc);
  const present = usePresenceByScene(connection);
  const { synopses, folded, toggleSynopses, fold } = useNavigatorView(viewKey);
  const rows = useMemo(() => shownRows(outline, folded), [outline, folded]);
  const box = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const [spoken, say] = useState('');
  const [described, askSynopsis] = useState<OutlineRow | null>(null);
  const menu = useRowMenu(outline);
  const { askColour } = menu;
  const { move, writes } = useRowWrites({ connection, outline, folded, say, askColour, askSynopsis });
  // One row takes part in the order of Tab; arrows move among the rows.
  const tabStop = rows.some(({ id }) => id === activeScene) ? activeScene : rows[0]?.id;
  const { settle } = useFocusAfterMove(list, rows);
  useRowInView(box, list, activeScene);

  const drag = useRowDrag({
    ...{ box, list, enabled: editable, gapAt: gapUnder },
    canLand: (row, to) => canLand(outline, row, to),
    onDrop: (row, to) =>
      move(
        outline.find(({ id }) => id === row),
        to,
      ),
  });
  const choices = useMemo(() => {
    const active = outline.find(({ id }) => id === activeScene);
    const acts = active ? rowActs(active, editable ? writes : null, places) : [];
    const numbers = {
      ...{ locked: lockOf(outline), school, lock: () => lockNumbers(connection) },
      ...{ unlock: () => unlockNumbers(connection), choose: (to: NumberSchool) => changeSchool(connection, to) },
    };
    return navigatorChoices({ acts, synopses, toggleSynopses, numbers: editable ? numbers : null });
  }, [connection, editable, outline, activeScene, school, writes, places, synopses, toggleSynopses]);
  useCommands(choices.commands);

  const focused = () => (document.activeElement as HTMLElement | null)?.dataset['row'];
  const onKeyDown = (event: React.KeyboardEvent) => {
    const at = rows.findIndex(({ id }) => id === focused());
    const row = rows[at];
    const direction = { ArrowUp: 'up', ArrowDown: 'down' }[event.key] as 'up' | 'down' | undefined;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (direction && event.altKey) {
      if (editable && row) settle(row.id);
      if (editable && row) writes.nudge(row, direction);
    } else if (event.key === 'F2' && row && !row.isOmitted) {
      if (editable) askSynopsis(row);
    } else if (menu.onMenuKey(event)) {
      // The menu has the keyboard now.
    } else if (to !== undefined) rowAt(list.current, rows[to]?.id)?.focus();
    else if (row?.kind === 'section' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      fold(row.id, event.key === 'ArrowLeft');
    } else return;
    event.preventDefault();
  };
  const onPress = useCallback(
    ({ id, kind }: OutlineRow) => (kind === 'scene' ? onOpenScene(id) : fold(id, !folded.has(id))),
    [onOpenScene, fold, folded],
  );

  return (
    <div className={css['pane']}>
      <div className={css['bar']}>
        <span>{countOf(outline)}</span>
        <Menu
          label="Scenes"
          align="end"
          items={choices.items}
          trigger={<IconButton icon={Ellipsis} label="List of scenes" />}
        />
      </div>
      <BookmarkList connection={connection} editable={editable} onOpen={onOpenLine} />
      <nav ref={box} className={css['navigator']} aria-label="Scenes">
        {rows.length === 0 && <p className={css['none']}>Scenes appear here as you write headings.</p>}
        <ol ref={list} className={css['list']} onKeyDown={onKeyDown} onContextMenu={menu.onContextMenu}>
          {rows.map((row) => (
            <NavigatorRow
              key={row.id}
              row={row}
              isActive={row.id === activeScene}
              isTabStop={row.id === tabStop}
              isDragged={row.id === drag.dragged}
              isFolded={folded.has(row.id)}
              showsSynopsis={synopses}
              eighths={eighths?.(row.id)}
              present={present.get(row.id)}
              mount={editable ? drag.mount : null}
              onPress={onPress}
            />
          ))}
        </ol>
        {drag.drop && <div data-landing="" className={css['landing']} style={{ top: drag.drop.top }} />}
      </nav>
      <RowMenu menu={menu} writes={editable ? writes : null} places={places} />
      {editable && <SynopsisDialog connection={connection} row={described} onClose={() => askSynopsis(null)} />}
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
    </div>
  );
}

/** The gap nearest to the pointer: above the first row whose middle lies below it. `top` is pixels below the list's. */
function gapUnder(list: HTMLElement, { y }: { readonly y: number }) {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const { top } = list.getBoundingClientRect();
  for (const row of rows) {
    const box = row.getBoundingClientRect();
    if (y < box.top + box.height / 2) return { to: row.dataset['row'] as ElementId, top: box.top - top };
  }
  return { to: null, top: (rows.at(-1)?.getBoundingClientRect().bottom ?? top) - top };
}

function countOf(outline: readonly OutlineRow[]): string {
  const scenes = outline.filter(({ kind }) => kind === 'scene').length;
  return scenes === 1 ? '1 scene' : `${scenes} scenes`;
}

function rowAt(list: HTMLElement | null, id: string | undefined): HTMLElement | null {
  return id === undefined ? null : (list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null);
}

/** A row that moves in the list loses the keyboard on its way: it gets it back where it lands. */
function useFocusAfterMove(list: React.RefObject<HTMLElement>, rows: readonly OutlineRow[]) {
  const moving = useRef<ElementId | null>(null);
  useLayoutEffect(() => {
    if (moving.current !== null) rowAt(list.current, moving.current)?.focus();
    moving.current = null;
  }, [list, rows]);
  return { settle: (row: ElementId) => (moving.current = row) };
}

function useRowInView(box: React.RefObject<HTMLElement>, list: React.RefObject<HTMLElement>, active: ElementId | null) {
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[aria-current]');
    const pane = box.current;
    if (!row || !pane) return;
    // By hand: scrollIntoView would move whatever stands around the list too.
    if (row.offsetTop < pane.scrollTop) pane.scrollTop = row.offsetTop;
    const end = row.offsetTop + row.offsetHeight - pane.clientHeight;
    if (end > pane.scrollTop) pane.scrollTop = end;
  }, [box, list, active]);
}
