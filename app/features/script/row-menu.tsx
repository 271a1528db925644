import { useCallback, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { ContextMenu, type MenuItem, type MenuPlace } from '#app/components/index.ts';
import type { OutlineRow } from '#shared/screenplay/index.ts';
import { nameOf } from './move-row.ts';
import { itemsOf, rowActs, type RowPlaces, type RowWrites } from './row-acts.ts';
import { SCENE_COLOURS, colourName } from './scene-colours.ts';

interface Asked {
  readonly row: OutlineRow;
  readonly about: 'row' | 'colour';
  readonly at: MenuPlace;
}

/** Which row's menu is open. Rows are known by `data-row` in the page, wherever they are shown. */
export function useRowMenu(outline: readonly OutlineRow[]) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const open = useCallback(
    (element: Element | null, at?: MenuPlace) => {
      const place = element?.closest<HTMLElement>('[data-row]');
      const row = outline.find(({ id }) => id === place?.dataset['row']);
      if (!place || !row) return false;
      setAsked({ row, about: 'row', at: at ?? besideOf(place) });
      return true;
    },
    [outline],
  );
  const askColour = useCallback((row: OutlineRow) => {
    const place = document.querySelector(`[data-row="${CSS.escape(row.id)}"]`);
    setAsked((now) => ({ row, about: 'colour', at: { ...(now?.at ?? besideOf(place)) } }));
  }, []);
  return {
    ...{ asked, askColour },
    close: useCallback(() => setAsked(null), []),
    onContextMenu: useCallback(
      (event: MouseEvent) => {
        if (!open(event.target as Element, { x: event.clientX, y: event.clientY })) return;
        // The keyboard comes back to the row.
        (event.target as Element).closest<HTMLElement>('[data-row]')?.focus();
        event.preventDefault();
      },
      [open],
    ),
    /** True when the key asked for the menu. */
    onMenuKey: useCallback(
      (event: KeyboardEvent) => {
        const isAsked = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
        return isAsked && open(event.target as Element);
      },
      [open],
    ),
  };
}

function besideOf(place: Element | null): MenuPlace {
  const box = place?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 32, y: (box?.bottom ?? 0) - 8 };
}

interface RowMenuProps {
  readonly menu: ReturnType<typeof useRowMenu>;
  readonly writes: RowWrites | null;
  readonly places: RowPlaces;
}

export function RowMenu({ menu: { asked, close }, writes, places }: RowMenuProps) {
  const items = useMemo(() => {
    if (!asked) return [];
    return asked.about === 'row' || !writes
      ? itemsOf(rowActs(asked.row, writes, places))
      : coloursFor(asked.row, writes.setColour);
  }, [asked, writes, places]);
  const label = asked ? `${asked.about === 'row' ? 'Acts on' : 'Colour of'} ${nameOf(asked.row)}` : 'Acts';
  return <ContextMenu label={label} items={items} at={asked?.at ?? null} onClose={close} />;
}

function coloursFor(row: OutlineRow, setColour: RowWrites['setColour']): MenuItem[] {
  const now = row.colour.toUpperCase();
  const isOwn = now !== '' && !SCENE_COLOURS.some(([, colour]) => colour === now);
  const choice = (label: string, colour: string | null): MenuItem => ({
    ...{ kind: 'choice', label, checked: (colour ?? '') === now, onSelect: () => setColour(row, colour) },
    ...(colour !== null && { swatch: colour }),
  });
  return [
    choice('None', null),
    ...SCENE_COLOURS.map(([label, colour]) => choice(label, colour)),
    ...(isOwn ? [choice(colourName(now), now)] : []),
  ];
}
