import type { Editor } from '@tiptap/core';
import { UserRoundSearch } from 'lucide-react';
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { followOf, placeOf, type Followed } from '#app/collab/follow.ts';
import { usePresent } from '#app/collab/use-presence.ts';
import { useReadable } from '#app/collab/use-readable.ts';
import { useCommands } from '#app/components/index.ts';
import { isRemote } from '#shared/editor/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { positionOfElement } from './places.ts';

interface Options {
  readonly connection: ProjectConnection;
  readonly editor: Editor | null;
  readonly scroller: RefObject<HTMLElement>;
}

/** Keys by which one goes through the page oneself. */
const SCROLLING = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown', ' ']);

/** Keeps the line in view that the followed person writes on, until this person scrolls, types or presses Escape. */
export function useFollow({ connection: { awareness }, editor, scroller }: Options): Followed | null {
  const follow = followOf(awareness);
  const followed = useReadable(follow);
  const people = usePresent(awareness);
  useCommands(
    useMemo(
      () =>
        people.map(({ client, name }) => ({
          ...{ id: `follow.${String(client)}`, label: `Follow ${name}`, group: 'People', icon: UserRoundSearch },
          run: () => void follow.follow(client),
        })),
      [people, follow],
    ),
  );

  const client = followed?.client;
  const last = useRef<string | null>(null);
  useEffect(() => {
    const pane = scroller.current;
    if (!editor || !pane || client === undefined) return undefined;
    last.current = null;
    const bring = () => {
      const at = placeOf(awareness, client);
      if (at === null || at === last.current) return;
      if (bringIntoView(editor, pane, at as ElementId)) last.current = at;
    };
    bring();
    awareness.on('change', bring);
    return () => awareness.off('change', bring);
  }, [awareness, editor, scroller, client]);

  useEffect(() => {
    const pane = scroller.current;
    if (!editor || !pane || client === undefined) return undefined;
    const stop = () => follow.stop();
    const onKey = (event: KeyboardEvent) => {
      const isInside = event.target instanceof Node && pane.contains(event.target);
      if (event.key === 'Escape' || (isInside && SCROLLING.has(event.key))) stop();
    };
    // On the bar beside the page, not in it: a click may only look.
    const onPointer = (event: PointerEvent) => event.target === pane && stop();
    const onTransaction = ({ transaction }: { transaction: Parameters<typeof isRemote>[0] }) => {
      if (transaction.docChanged && !isRemote(transaction)) stop();
    };
    editor.on('transaction', onTransaction);
    window.addEventListener('keydown', onKey, true);
    pane.addEventListener('wheel', stop, { passive: true });
    pane.addEventListener('touchmove', stop, { passive: true });
    pane.addEventListener('pointerdown', onPointer);
    return () => {
      editor.off('transaction', onTransaction);
      window.removeEventListener('keydown', onKey, true);
      pane.removeEventListener('wheel', stop);
      pane.removeEventListener('touchmove', stop);
      pane.removeEventListener('pointerdown', onPointer);
    };
  }, [editor, scroller, client, follow]);
  return followed;
}

/** Moves the page only when the line is near its edges or beyond; twice, for lines off the screen have a guessed height. */
function bringIntoView(editor: Editor, pane: HTMLElement, id: ElementId): boolean {
  const position = positionOfElement(editor.state.doc, id);
  const line = position === null ? null : editor.view.nodeDOM(position);
  if (!(line instanceof HTMLElement)) return false;
  const scroll = () => {
    const [row, box] = [line.getBoundingClientRect(), pane.getBoundingClientRect()];
    const isSeen = row.top > box.top + MARGIN && row.bottom < box.bottom - MARGIN;
    if (!isSeen) pane.scrollTop += row.top - box.top - box.height / 3;
  };
  scroll();
  requestAnimationFrame(scroll);
  return true;
}

/** Pixels that a line keeps from the pane's edges. */
const MARGIN = 72;
