import { useDeferredValue, useMemo } from 'react';
import type { ElementId } from '#shared/lib/ids.ts';
import { paginate, repaginate, sceneLengths, type Pagination } from '#shared/pagination/index.ts';
import { formatEighths, type ScriptElement } from '#shared/screenplay/index.ts';
import { useElements } from '#app/collab/use-script.ts';
import { Navigator, type NavigatorProps } from '#app/features/script/index.ts';

type Doc = NavigatorProps['connection']['doc'];

/** The last pages of each document: after a key only what can have moved is laid out again. */
const laidOut = new WeakMap<Doc, Pagination>();

/** The navigator with the scenes' lengths, which are measured after the key has been painted. */
export function SceneList(props: Omit<NavigatorProps, 'eighths'>) {
  const { doc } = props.connection;
  const elements = useDeferredValue(useElements(doc));
  const eighths = useMemo(() => {
    const lengths = sceneLengths(pagesOf(doc, elements));
    const byId = new Map(lengths.map((scene) => [scene.element, formatEighths(scene.eighths)]));
    return (scene: ElementId) => byId.get(scene);
  }, [doc, elements]);
  return <Navigator {...props} eighths={eighths} />;
}

function pagesOf(doc: Doc, elements: readonly ScriptElement[]): Pagination {
  const last = laidOut.get(doc);
  const pages = last ? repaginate(last, elements) : paginate(elements);
  laidOut.set(doc, pages);
  return pages;
}
