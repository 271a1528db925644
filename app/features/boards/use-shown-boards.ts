import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import type { ElementId, PanelId } from '#shared/lib/ids.ts';
import type { ViewName } from './boards-view.ts';
import type { Stage } from './commands.ts';
import type { ShownBoards } from './types.ts';
import type { GridWindow } from './use-grid-window.ts';

/** Leads to what is asked for in whichever view is shown. The other views than the grid bring their own ways. */
export function useShownBoards(
  stage: Pick<Stage, 'selection' | 'props'>,
  { reveal, revealScene, shown: drawn }: GridWindow,
  view: ViewName,
): ShownBoards & { readonly shown: RefObject<ShownBoards> } {
  const shown = useRef<ShownBoards>(null);
  const grid = view === 'grid';
  // At first it stands at its beginning; whoever comes back to it from another view is where they were there.
  const left = useRef(false);
  if (!grid) left.current = true;
  useLayoutEffect(() => {
    if (!grid || !left.current || drawn === null) return;
    left.current = false;
    begin(stage, { reveal, revealScene });
  });
  return {
    shown,
    reveal: useCallback((id: PanelId) => (grid ? reveal(id) : shown.current?.reveal(id)), [grid, reveal]),
    revealScene: useCallback(
      (id: ElementId) => (grid ? revealScene(id) : shown.current?.revealScene(id)),
      [grid, revealScene],
    ),
  };
}

/** Where a view begins that has just been chosen, once it is `ready`. */
export function useBeginAt(stage: Pick<Stage, 'selection' | 'props'>, view: ShownBoards, ready = true): void {
  const first = useRef(true);
  useLayoutEffect(() => {
    if (!first.current || !ready) return;
    begin(stage, view);
    first.current = false;
  });
}

/** At the panel that has the focus; else at the scene in view. */
function begin({ selection, props }: Pick<Stage, 'selection' | 'props'>, { reveal, revealScene }: ShownBoards): void {
  if (selection.active !== null) reveal(selection.active);
  else if (props.activeScene) revealScene(props.activeScene);
}
