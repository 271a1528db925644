import { FileText } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { usePresenceByScene } from '#app/collab/use-presence.ts';
import { useOutline } from '#app/collab/use-script.ts';
import { Button, EmptyState, Icon, VisuallyHidden } from '#app/components/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import { CARD, cardBeside } from './card-layout.ts';
import css from './cards-view.module.css';
import { canLand } from './move-row.ts';
import type { RowPlaces } from './row-acts.ts';
import { RowMenu, useRowMenu } from './row-menu.tsx';
import { SceneCard, type CardEvents } from './scene-card.tsx';
import { changeSynopsis } from './synopsis-dialog.tsx';
import { useCardLines } from './use-card-lines.ts';
import { useRowDrag } from './use-row-drag.ts';
import { useRowWrites } from './use-row-writes.ts';

export interface CardsViewProps {
  readonly connection: ProjectConnection;
  readonly editable: boolean;
  readonly activeScene: ElementId | null;
  /** Shows the scene in the script. */
  readonly onOpenScene: (scene: ElementId) => void;
  readonly onLeave: () => void;
  /** Whether the keyboard comes here now that the cards are shown. */
  readonly takesKeyboard: () => boolean;
  readonly eighths?: ((scene: ElementId) => string | undefined) | undefined;
  readonly places: RowPlaces;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The script as a wall of cards, a card a scene, under their sections. Cards are dragged, and moved by Alt with an arrow,
 * by the same rule as the rows of the navigator.
 */
export function CardsView({
  connection,
  editable,
  activeScene,
  onOpenScene,
  onLeave,
  takesKeyboard,
  eighths,
  places,
}: CardsViewProps) {
  const outline = useOutline(connection.doc);
  const present = usePresenceByScene(connection);
  const scroller = useRef<HTMLDivElement>(null);
  const wall = useRef<HTMLDivElement>(null);
  const [spoken, say] = useState('');
  const [chosen, choose] = useState(activeScene);
  const [edited, setEdited] = useState<ElementId | null>(null);
  const edit = useCallback((row: OutlineRow) => setEdited(row.id), []);
  const menu = useRowMenu(outline);
  const { askColour } = menu;
  const { move, writes } = useRowWrites({ connection, outline, folded: NONE, say, askColour, askSynopsis: edit });
  const drag = useRowDrag({
    ...{ box: scroller, list: wall, enabled: editable, gapAt },
    canLand: (row, to) => canLand(outline, row, landingOf(outline, to)),
    onDrop: (row, to) =>
      move(
        outline.find(({ id }) => id === row),
        landingOf(outline, to),
      ),
  });
  const cards = useCardLines({ scroller, outline, pinned: [chosen, edited, drag.dragged] });
  const { reveal } = cards;
  const { settle, focusOn } = useCardFocus(wall, outline, reveal);
  useEffect(() => {
    if (activeScene !== null) reveal(activeScene);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when another scene is gone to, not when the wall changes
  }, [activeScene]);

  const scenes = outline.filter(({ kind }) => kind === 'scene');
  /** The card that takes part in the order of Tab: the one that was chosen, while it is there. */
  const tabStop = (scenes.find(({ id }) => id === chosen) ?? scenes[0])?.id;
  useEffect(() => {
    if (takesKeyboard() && tabStop) focusOn(tabStop);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when the cards come, and not again
  }, []);

  const { mount } = drag;
  const events = useMemo<CardEvents>(
    () => ({
      open: ({ id }) => onOpenScene(id),
      edit,
      written(row, synopsis) {
        setEdited(null);
        if (synopsis !== null) changeSynopsis(connection, row, synopsis);
        focusOn(row.id);
      },
      mount,
    }),
    [connection, onOpenScene, edit, mount, focusOn],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const row = outline.find(({ id }) => id === (event.target as HTMLElement).dataset['row']);
    if (!row) return;
    const direction = DIRECTIONS[event.key];
    const next = event.altKey ? undefined : cardBeside(cards.lines, row.id, event.key);
    if (direction && event.altKey) {
      if (editable) settle(row.id);
      if (editable) writes.nudge(row, direction);
    } else if (next) focusOn(next.id);
    else if (event.key === 'Enter') onOpenScene(row.id);
    else if (event.key === 'Escape') onLeave();
    else if (event.key === 'F2') {
      if (editable && !row.isOmitted) edit(row);
    } else if (!menu.onMenuKey(event)) return;
    event.preventDefault();
  };
  const isBlank = scenes.every(({ text }) => text === '') && scenes.length < 2;

  return (
    <section className={css['pane']} aria-label="Index cards">
      <Bar {...{ editable, onLeave }} />
      <div ref={scroller} className={css['scroller']}>
        {isBlank && <NoCards onLeave={onLeave} />}
        <div
          ref={wall}
          className={css['wall']}
          hidden={isBlank}
          style={{ height: cards.height }}
          onKeyDown={onKeyDown}
          onContextMenu={menu.onContextMenu}
          onFocus={({ target }) => choose((target.closest('[data-row]') as HTMLElement).dataset['row'] as ElementId)}
        >
          {cards.shown.map(({ index, start }) => {
            const line = cards.lines[index];
            if (line?.kind === 'section') return <SectionName key={line.row.id} row={line.row} top={start} />;
            return (
              <div key={line?.rows[0]?.id} className={css['line']} style={lineStyle(start, cards.columns)}>
                {line?.rows.map((row) => (
                  <SceneCard
                    key={row.id}
                    row={row}
                    isActive={row.id === activeScene}
                    isTabStop={row.id === tabStop}
                    isDragged={row.id === drag.dragged}
                    isEdited={row.id === edited}
                    editable={editable}
                    eighths={eighths?.(row.id)}
                    present={present.get(row.id)}
                    events={events}
                  />
                ))}
              </div>
            );
          })}
          {drag.drop && (
            <div data-landing="" className={css['landing']} style={{ left: drag.drop.left, top: drag.drop.top }} />
          )}
        </div>
      </div>
      <RowMenu menu={menu} writes={editable ? writes : null} places={places} />
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
    </section>
  );
}

function Bar({ editable, onLeave }: Pick<CardsViewProps, 'editable' | 'onLeave'>) {
  return (
    <div className={css['bar']}>
      <span>{editable ? 'Drag a card to move its scene. F2 writes its synopsis.' : 'Return opens a scene.'}</span>
      <Button variant="quiet" onClick={onLeave}>
        <Icon of={FileText} size={14} />
        Script
      </Button>
    </div>
  );
}

function SectionName({ row: { text, synopsis }, top }: { readonly row: OutlineRow; readonly top: number }) {
  return (
    <h3 className={css['section']} style={{ top }} title={synopsis}>
      {text || 'Untitled section'}
      <span>{synopsis}</span>
    </h3>
  );
}

const DIRECTIONS: Readonly<Record<string, 'up' | 'down'>> = {
  ...{ ArrowUp: 'up', ArrowLeft: 'up', ArrowDown: 'down', ArrowRight: 'down' },
};

function lineStyle(top: number, columns: number) {
  return { top, gap: CARD.gap, height: CARD.height, gridTemplateColumns: `repeat(${String(columns)}, minmax(0, 1fr))` };
}

/** A script begins with a heading that says nothing yet. */
function NoCards({ onLeave }: { readonly onLeave: () => void }) {
  return (
    <EmptyState title="Every scene is a card" actions={<Button onClick={onLeave}>To the script</Button>}>
      Write a heading in the script, such as INT. KITCHEN - DAY, and its card is here: with its length, who speaks, and
      what happens, as you write it on the card. Cards are dragged to try another order; the script follows.
    </EmptyState>
  );
}

/** Puts the keyboard on a card, which may have to be drawn first; `settle` keeps it on one that moves. */
function useCardFocus(
  wall: React.RefObject<HTMLElement>,
  outline: readonly OutlineRow[],
  reveal: (id: ElementId) => void,
) {
  const moving = useRef<ElementId | null>(null);
  const focusOn = useCallback(
    (id: ElementId) => {
      reveal(id);
      requestAnimationFrame(() => wall.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus());
    },
    [wall, reveal],
  );
  useLayoutEffect(() => {
    if (moving.current !== null) focusOn(moving.current);
    moving.current = null;
  }, [outline, focusOn]);
  return { focusOn, settle: (id: ElementId) => (moving.current = id) };
}

/** Of the gaps between cards the one nearest to the pointer: before a card, or behind it (`after:`). */
function gapAt(wall: HTMLElement, { x, y }: { readonly x: number; readonly y: number }) {
  const origin = wall.getBoundingClientRect();
  let nearest: { to: ElementId; left: number; top: number; far: number } | null = null;
  for (const card of wall.querySelectorAll<HTMLElement>('[data-row]')) {
    const box = card.getBoundingClientRect();
    const [dx, dy] = [Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0)];
    const far = dx + 4 * dy;
    if (nearest && nearest.far <= far) continue;
    const isBehind = x > box.left + box.width / 2;
    const left = (isBehind ? box.right + CARD.gap / 2 : box.left - CARD.gap / 2) - origin.left;
    const to = `${isBehind ? BEHIND : ''}${card.dataset['row'] ?? ''}` as ElementId;
    nearest = { to, left, top: box.top - origin.top, far };
  }
  return nearest && { to: nearest.to, left: nearest.left, top: nearest.top };
}

const BEHIND = 'after:';

/** What a gap means in the script: behind a card is before whatever row follows it. */
function landingOf(outline: readonly OutlineRow[], gap: ElementId | null): ElementId | null {
  if (!gap?.startsWith(BEHIND)) return gap;
  const at = outline.findIndex(({ id }) => id === gap.slice(BEHIND.length));
  return outline[at + 1]?.id ?? null;
}
