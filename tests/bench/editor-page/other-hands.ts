import type * as Y from 'yjs';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { createElementNode, scriptRoot } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';

/** Single changes by somebody else, to look at what they move. */
export function otherHands({ doc }: ProjectConnection) {
  const root = scriptRoot(doc);
  return {
    grow: (element: number) =>
      ((root.get(element) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'more words '.repeat(40)),
    remove: (start: number, count: number) => root.delete(start, count),
    insertAt(start: number, count: number) {
      const made = Array.from(
        { length: count },
        () => ({ id: newId<ElementId>(), type: 'action', text: 'Made elsewhere.' }) as const,
      );
      root.insert(start, made.map(createElementNode));
    },
  };
}
