import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import type { BoardsPaneHandle } from '#app/features/boards/index.ts';
import type { ScriptPaneHandle } from '#app/features/script/index.ts';

type Side = 'script' | 'boards';

/**
 * Keeps both sides at the same scene. The side that the person last touched leads and the other follows; without that,
 * each would answer the other's scrolling for ever.
 */
export function useSceneLink(script: RefObject<ScriptPaneHandle>, boards: RefObject<BoardsPaneHandle>) {
  const [scene, setScene] = useState<ElementId | null>(null);
  const leader = useRef<Side | null>(null);
  const lead = useCallback((side: Side | null) => void (leader.current = side), []);
  const scriptAt = useCallback(
    (at: ElementId | null) => {
      if (leader.current !== 'boards') setScene(at);
      if (leader.current === 'script' && at !== null) boards.current?.scrollToScene(at);
    },
    [boards],
  );
  const boardsAt = useCallback(
    (at: ElementId) => {
      if (leader.current !== 'boards') return;
      setScene(at);
      script.current?.scrollToElement(at);
    },
    [script],
  );
  const leading = useMemo(() => {
    const handlers = (side: Side) => ({
      onWheelCapture: () => lead(side),
      onPointerDownCapture: () => lead(side),
      onKeyDownCapture: () => lead(side),
    });
    const both = { script: handlers('script'), boards: handlers('boards') };
    return (side: Side) => both[side];
  }, [lead]);
  return { scene, lead, show: setScene, scriptAt, boardsAt, leading };
}
