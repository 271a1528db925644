import { useCallback, useDeferredValue, useMemo } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import { sceneLengths } from '#shared/pagination/index.ts';
import { formatEighths } from '#shared/screenplay/index.ts';
import { usePages } from '#app/collab/use-pages.ts';
import { Navigator, type NavigatorProps } from '#app/features/script/index.ts';
import { useStable } from './use-stable.ts';

/** The navigator with the scenes' lengths, which are measured after the key has been painted. */
export function SceneList(props: Omit<NavigatorProps, 'eighths'>) {
  const pages = useDeferredValue(usePages(props.connection.doc));
  const measured = useMemo(() => {
    const lengths = pages ? sceneLengths(pages) : [];
    return new Map(lengths.map((scene) => [scene.element, formatEighths(scene.eighths)]));
  }, [pages]);
  const lengths = useStable(
    measured,
    (a, b) => a.size === b.size && [...a].every(([id, length]) => b.get(id) === length),
  );
  const eighths = useCallback((scene: ElementId) => lengths.get(scene), [lengths]);
  return <Navigator {...props} eighths={eighths} />;
}
