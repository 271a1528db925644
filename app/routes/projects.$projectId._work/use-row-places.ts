import { useMemo, type RefObject } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import { useToast } from '#app/components/index.ts';
import type { ScriptPaneHandle } from '#app/features/script/index.ts';
import type { WayToBoards } from './use-way-to-boards.ts';

interface Options {
  readonly script: RefObject<ScriptPaneHandle>;
  /** Whether the script stands there as pages. */
  readonly hasPage: boolean;
  /** Shows a scene in whatever the place shows. */
  readonly openScene: (scene: ElementId) => void;
  readonly withBoards: WayToBoards['withBoards'];
}

/** Where a row of the list of scenes leads, in the place that the window is at. */
export function useRowPlaces({ script, hasPage, openScene, withBoards }: Options) {
  const toast = useToast();
  return useMemo(() => {
    const openBoards = (scene: ElementId) => withBoards('boards', () => openScene(scene));
    if (!hasPage) return { openBoards };
    const selectRow = (row: ElementId) => script.current?.selectRow(row);
    const copyRow = (row: ElementId) =>
      void script.current?.copyRow(row).then(
        () => toast({ message: 'Copied, as Fountain and as rich text.' }),
        () => toast({ message: 'The browser does not let this page copy.' }),
      );
    return { openBoards, selectRow, copyRow };
  }, [hasPage, script, openScene, withBoards, toast]);
}
