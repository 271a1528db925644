import { useCallback, useEffect, useState } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import type { Stage } from '../commands.ts';
import { panelAt, type Group } from '../layout.ts';
import { useLatest } from '../use-latest.ts';

/**
 * The scene that was asked for last, be it by its name or by one of its panels; before that, the one in view. `ask` is
 * for those who go to a scene and not to a panel.
 */
export function useSceneAtHand({ layout, selection, props }: Pick<Stage, 'layout' | 'selection' | 'props'>): {
  readonly group: Group | undefined;
  readonly ask: (scene: ElementId) => void;
} {
  const { active } = selection;
  const [asked, setAsked] = useState<{ readonly scene: ElementId; readonly before: typeof active } | null>(null);
  const current = useLatest(active);
  const ask = useCallback((scene: ElementId) => setAsked({ scene, before: current.current }), [current]);
  const named = (scene: ElementId | undefined) => layout.groups.find(({ key }) => key === scene);
  const group =
    (asked && asked.before === active ? named(asked.scene) : undefined) ??
    panelAt(layout, active)?.group ??
    named(props.activeScene) ??
    layout.groups[0];
  const tell = useLatest(props.onSceneInView);
  const scene = group?.scene?.id;
  useEffect(() => {
    if (scene) tell.current?.(scene);
  }, [scene, tell]);
  return { group, ask };
}
