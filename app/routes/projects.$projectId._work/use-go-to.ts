import { useCallback, useState, type RefObject } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { scriptStore } from '#app/collab/script-store.ts';
import type { BoardsPaneHandle } from '#app/features/boards/index.ts';
import type { ScriptPaneHandle, useCards } from '#app/features/script/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import type { useSceneLink } from './use-scene-link.ts';

interface Options {
  readonly connection: ProjectConnection;
  readonly script: RefObject<ScriptPaneHandle>;
  readonly boards: RefObject<BoardsPaneHandle>;
  readonly link: ReturnType<typeof useSceneLink>;
  readonly cards: ReturnType<typeof useCards>;
}

/** The ways to a scene or line, in whatever the place shows. The same functions for as long as the window is here. */
export function useGoTo({ connection: { doc }, script, boards, link, cards }: Options) {
  const { lead, show, scene: active } = link;
  const { close } = cards;
  /** Asked for while the script was not there: shown when it has been opened. */
  const [asked, setAsked] = useState<ElementId | null>(null);
  const openScene = useCallback(
    (scene: ElementId) => {
      lead(null);
      show(scene);
      script.current?.scrollToElement(scene);
      boards.current?.scrollToScene(scene);
    },
    [lead, show, script, boards],
  );
  const openLine = useCallback(
    (line: ElementId) => {
      const scene = scriptStore(doc).sceneOf(line);
      if (scene) openScene(scene.id);
      setAsked(line);
      close();
      script.current?.scrollToElement(line);
    },
    [doc, script, openScene, close],
  );
  const leaveCards = useCallback(() => {
    setAsked(null);
    close();
  }, [close]);
  const openFromCards = useCallback(
    (scene: ElementId) => {
      show(scene);
      setAsked(scene);
      close();
    },
    [show, close],
  );
  return { openScene, openLine, openFromCards, leaveCards, startAt: asked ?? active };
}
