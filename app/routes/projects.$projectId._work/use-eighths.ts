import { useCallback, useDeferredValue, useMemo } from 'react';
import { usePages } from '#app/collab/use-pages.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { sceneLengths } from '#shared/pagination/index.ts';
import { formatEighths } from '#shared/screenplay/index.ts';
import { useStable } from './use-stable.ts';

/** The scenes' lengths as written in the trade, measured after the key has been painted; the same while they are. */
export function useEighths(doc: ProjectDoc): (scene: ElementId) => string | undefined {
  const pages = useDeferredValue(usePages(doc));
  const measured = useMemo(() => {
    const lengths = pages ? sceneLengths(pages) : [];
    return new Map(lengths.map((scene) => [scene.element, formatEighths(scene.eighths)]));
  }, [pages]);
  const lengths = useStable(
    measured,
    (a, b) => a.size === b.size && [...a].every(([id, length]) => b.get(id) === length),
  );
  return useCallback((scene: ElementId) => lengths.get(scene), [lengths]);
}
