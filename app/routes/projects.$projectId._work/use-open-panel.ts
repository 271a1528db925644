import { useNavigate } from '@remix-run/react';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { BoardsPaneHandle } from '#app/features/boards/index.ts';
import { useProject } from '#app/features/project/index.ts';
import type { PanelId } from '#shared/lib/ids.ts';
import type { WorkPlace } from './work-place.ts';

/** Leads from a line of the script to a panel: where there are no boards, to the place that has both. */
export function useOpenPanel(boards: RefObject<BoardsPaneHandle>, place: WorkPlace): (panel: PanelId) => void {
  const { session } = useProject();
  const navigate = useNavigate();
  const asked = useRef<PanelId | null>(null);
  useEffect(() => {
    if (asked.current === null || place === 'script') return undefined;
    const panel = asked.current;
    asked.current = null;
    // The grid knows its rows once it has been drawn.
    const frame = requestAnimationFrame(() => boards.current?.selectPanel(panel));
    return () => cancelAnimationFrame(frame);
  }, [place, boards]);
  return useCallback(
    (panel) => {
      if (place !== 'script') {
        boards.current?.selectPanel(panel);
        return;
      }
      asked.current = panel;
      navigate(`/projects/${session.id}/split`);
    },
    [place, boards, navigate, session.id],
  );
}
