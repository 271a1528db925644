import { useCallback, useRef, useSyncExternalStore } from 'react';
import { scriptStore } from '#app/collab/script-store.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { omittedOf, type ScriptElement } from '#shared/screenplay/index.ts';

type Lines = ReadonlySet<ElementId>;

/** The lines that are left out with omitted scenes, without the headings; the same set until it holds others. */
export function useOmittedLines(doc: ProjectDoc): Lines {
  const { elements } = scriptStore(doc);
  const last = useRef<Lines>(NONE);
  const read = useCallback(() => {
    const now = omittedLines(elements.get());
    if (!same(last.current, now)) last.current = now;
    return last.current;
  }, [elements]);
  return useSyncExternalStore(elements.subscribe, read, () => NONE);
}

const NONE: Lines = new Set();

function omittedLines(elements: readonly ScriptElement[]): Lines {
  const headings = elements.filter(({ omitted }) => omitted !== undefined);
  if (headings.length === 0) return NONE;
  return new Set(headings.flatMap((heading) => omittedOf(heading).flatMap(({ id }) => (id === heading.id ? [] : id))));
}

function same(a: Lines, b: Lines): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
