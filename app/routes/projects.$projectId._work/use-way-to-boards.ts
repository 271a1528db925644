import { useNavigate } from '@remix-run/react';
import { useCallback, useRef, type RefCallback, type RefObject } from 'react';
import type { BoardsPaneHandle } from '#app/features/boards/index.ts';
import { useProject } from '#app/features/project/index.ts';
import type { WorkPlace } from './work-place.ts';

type Act = (boards: BoardsPaneHandle) => void;

export interface WayToBoards {
  readonly boards: RefObject<BoardsPaneHandle>;
  /** Does this with the boards: at once where they are, else in the place that is named, as soon as they have come. */
  readonly withBoards: (elsewhere: Exclude<WorkPlace, 'script'>, act: Act) => void;
  /** Fills `boards`. */
  readonly boardsRef: RefCallback<BoardsPaneHandle>;
}

/** The way from the script to its boards, whose code may be on its way. */
export function useWayToBoards(place: WorkPlace): WayToBoards {
  const { session } = useProject();
  const navigate = useNavigate();
  const boards = useRef<BoardsPaneHandle | null>(null);
  const asked = useRef<Act | null>(null);
  const boardsRef = useCallback((handle: BoardsPaneHandle | null) => {
    boards.current = handle;
    const act = asked.current;
    if (handle === null || act === null) return;
    asked.current = null;
    // The grid knows its rows once it has been drawn.
    requestAnimationFrame(() => boards.current && act(boards.current));
  }, []);
  const withBoards = useCallback<WayToBoards['withBoards']>(
    (elsewhere, act) => {
      if (boards.current) {
        act(boards.current);
        return;
      }
      asked.current = act;
      if (place === 'script') navigate(`/projects/${session.id}/${elsewhere}`);
    },
    [place, navigate, session.id],
  );
  return { boards, withBoards, boardsRef };
}
