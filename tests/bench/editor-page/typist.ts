import * as Y from 'yjs';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { createElementNode, scriptRoot } from '#shared/collab/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';

/** Somebody else at work: types a letter every `interval` ms into this element, with a caret that moves along. */
export function typeRemotely({ doc, awareness }: ProjectConnection, element: number, name: string, interval: number) {
  awareness.setLocalStateField('user', { name, color: '#d55e00' });
  const timer = setInterval(() => {
    const text = (scriptRoot(doc).get(element) as Y.XmlElement).get(0) as Y.XmlText;
    doc.transact(() => text.insert(Math.min(8, text.length), 'x'));
    if (text.length > 200) text.delete(8, 100);
    const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, 9)) as unknown;
    awareness.setLocalStateField('cursor', { anchor: place, head: place });
  }, interval);
  return () => clearInterval(timer);
}

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
