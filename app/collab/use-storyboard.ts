import { useDeferredValue, useMemo, useSyncExternalStore } from 'react';
import type { PanelId, ShotId } from '#shared/lib/ids.ts';
import type { Shot } from '#shared/shots/index.ts';
import { arrangePanels, type Panel, type Storyboard } from '#shared/storyboard/index.ts';
import { boardsStore } from './boards-store.ts';
import type { ProjectConnection } from './connection.ts';
import { useScenes } from './use-script.ts';

export interface LiveStoryboard extends Storyboard {
  readonly shots: ReadonlyMap<ShotId, Shot>;
}

/** The storyboard as it is now, in script order. Panels and setups that did not change keep their identity. */
export function useStoryboard({ doc }: Pick<ProjectConnection, 'doc'>): LiveStoryboard {
  const store = boardsStore(doc);
  const { panels, shots } = useSyncExternalStore(store.subscribe, store.get, store.get);
  // Typing in the script comes first: the boards follow when the key has been painted.
  const scenes = useDeferredValue(useScenes(doc));
  return useMemo(() => ({ ...arrangePanels(scenes, panels.values()), shots }), [scenes, panels, shots]);
}

/** The panels by id, in no order. Does not render for what is typed in the script. */
export function usePanels({ doc }: Pick<ProjectConnection, 'doc'>): ReadonlyMap<PanelId, Panel> {
  const store = boardsStore(doc);
  return useSyncExternalStore(store.subscribe, store.get, store.get).panels;
}
