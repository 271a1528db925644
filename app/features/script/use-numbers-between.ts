import { useCallback, useRef, useSyncExternalStore } from 'react';
import { scriptStore } from '#app/collab/script-store.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { numbersBetween } from './lock-numbers.ts';

type Numbers = ReadonlyMap<ElementId, string>;

/** `numbersBetween` of the script as it is; the same map until one of them changes, whatever is typed in headings. */
export function useNumbersBetween(doc: ProjectDoc): Numbers {
  const { outline } = scriptStore(doc);
  const last = useRef<Numbers | null>(null);
  const read = useCallback(() => {
    const now = numbersBetween(outline.get());
    if (!last.current || !same(last.current, now)) last.current = now;
    return last.current;
  }, [outline]);
  return useSyncExternalStore(outline.subscribe, read, read);
}

function same(a: Numbers, b: Numbers): boolean {
  return a.size === b.size && [...a].every(([id, number]) => b.get(id) === number);
}
