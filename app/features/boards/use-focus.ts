import { useCallback, useLayoutEffect, useRef, useState, type FocusEvent } from 'react';
import type { PanelId } from '#shared/lib/ids.ts';
import { cardId } from './card-id.ts';
import type { GridLayout } from './layout.ts';

export interface CardFocus {
  /** Brings a card into view and focuses it: at once, or in the frame in which a panel just added appears. */
  readonly focusOn: (id: PanelId | null) => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: () => void;
}

export function useFocus(layout: GridLayout, active: PanelId | null, reveal: (id: PanelId) => void): CardFocus {
  const wanted = useRef<PanelId | null>(null);
  const inGrid = useRef(false);
  const [, ask] = useState(0);

  useLayoutEffect(() => {
    // A card that moves to another row is a new element: the old one took the focus with it, without a blur.
    const lost = inGrid.current && document.activeElement === document.body;
    const id = wanted.current ?? (lost ? active : null);
    if (id === null || !layout.placeOf.has(id)) return;
    if (wanted.current !== null) reveal(id);
    const card = document.getElementById(cardId(id));
    if (!card) return;
    wanted.current = null;
    card.focus({ preventScroll: true });
  });

  const focusOn = useCallback((id: PanelId | null) => {
    wanted.current = id;
    ask((count) => count + 1);
  }, []);
  return {
    focusOn,
    onFocus: useCallback(() => (inGrid.current = true), []),
    onBlur: useCallback(() => (inGrid.current = false), []),
  };
}
