import { useNavigate } from '@remix-run/react';
import { useCallback, useRef, type MutableRefObject, type RefCallback } from 'react';
import type { BoardsPaneHandle } from '#app/features/boards/index.ts';
import { useProject } from '#app/features/project/index.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import type { WorkPlace } from './work-place.ts';

export interface WayToPanels {
  /** Leads from a line of the script to a panel: where there are no boards, to the place that has both. */
  readonly openPanel: (panel: PanelId) => void;
  /** The boards' ref: a panel that was asked for before they came is shown as soon as they have. */
  readonly boardsRef: RefCallback<BoardsPaneHandle>;
}

/** The way from the script to panels; `boards` holds the boards while they are there. */
export function useOpenPanel(boards: MutableRefObject<BoardsPaneHandle | null>, place: WorkPlace): WayToPanels {
  const { session } = useProject();
  const navigate = useNavigate();
  const asked = useRef<PanelId | null>(null);
  const boardsRef = useCallback(
    (handle: BoardsPaneHandle | null) => {
      boards.current = handle;
      const panel = asked.current;
      if (handle === null || panel === null) return;
      asked.current = null;
      // The grid knows its rows once it has been drawn.
      requestAnimationFrame(() => boards.current?.selectPanel(panel));
    },
    [boards],
  );
  const openPanel = useCallback(
    (panel: PanelId) => {
      if (boards.current) {
        boards.current.selectPanel(panel);
        return;
      }
      asked.current = panel;
      if (place === 'script') navigate(`/projects/${session.id}/split`);
    },
    [place, boards, navigate, session.id],
  );
  return { openPanel, boardsRef };
}
