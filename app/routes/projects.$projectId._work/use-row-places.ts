import { useNavigate } from '@remix-run/react';
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import { useToast } from '#app/components/index.ts';
import { useProject } from '#app/features/project/index.ts';
import type { ScriptPaneHandle } from '#app/features/script/index.ts';
import type { WorkPlace } from './work-place.ts';

interface Options {
  readonly script: RefObject<ScriptPaneHandle>;
  readonly place: WorkPlace;
  /** Whether the script stands there as pages. */
  readonly hasPage: boolean;
  /** Shows a scene in whatever the place shows. */
  readonly openScene: (scene: ElementId) => void;
}

/** Where a row of the list of scenes leads, in the place that the window is at. */
export function useRowPlaces({ script, place, hasPage, openScene }: Options) {
  const { session } = useProject();
  const navigate = useNavigate();
  const toast = useToast();
  // Of a scene whose boards were asked for where there are none: shown when they are.
  const asked = useRef<ElementId | null>(null);
  useEffect(() => {
    if (asked.current === null || place === 'script') return undefined;
    const scene = asked.current;
    asked.current = null;
    // The grid knows its rows once it has been drawn.
    const frame = requestAnimationFrame(() => openScene(scene));
    return () => cancelAnimationFrame(frame);
  }, [place, openScene]);
  return useMemo(() => {
    const openBoards = (scene: ElementId) => {
      if (place !== 'script') {
        openScene(scene);
        return;
      }
      asked.current = scene;
      navigate(`/projects/${session.id}/boards`);
    };
    if (!hasPage) return { openBoards };
    const selectRow = (row: ElementId) => script.current?.selectRow(row);
    const copyRow = (row: ElementId) =>
      void script.current?.copyRow(row).then(
        () => toast({ message: 'Copied, as Fountain and as rich text.' }),
        () => toast({ message: 'The browser does not let this page copy.' }),
      );
    return { openBoards, selectRow, copyRow };
  }, [place, hasPage, script, openScene, navigate, toast, session.id]);
}
