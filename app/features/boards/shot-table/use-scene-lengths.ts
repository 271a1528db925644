import { useDeferredValue, useMemo } from 'react';
import { usePages } from '#app/collab/use-pages.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { sceneLengths } from '#shared/pagination/index.ts';

/** How many eighths of a page each scene is, measured after the key has been painted. */
export function useSceneLengths(doc: ProjectDoc): ReadonlyMap<ElementId, number> {
  const pages = useDeferredValue(usePages(doc));
  return useMemo(
    () => new Map((pages ? sceneLengths(pages) : []).map(({ element, eighths }) => [element, eighths])),
    [pages],
  );
}
