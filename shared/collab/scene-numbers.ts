import type * as Y from 'yjs';
import type { ElementId } from '#shared/lib/ids.ts';
import { scriptRoot } from './document.ts';
import { idOf, isElement } from './move-lines.ts';

/**
 * Writes numbers onto the scenes' headings by their ids; null takes all off. Headings that have the number already, and
 * those that are not named, stay as they are. Call inside the caller's transaction to make it one step of undo.
 */
export function numberScenes(doc: Y.Doc, numbers: ReadonlyMap<ElementId, string> | null): void {
  doc.transact(() => {
    for (const node of scriptRoot(doc).toArray()) {
      if (!isElement(node)) continue;
      const now = node.getAttribute('number');
      if (numbers === null) {
        if (now !== undefined) node.removeAttribute('number');
        continue;
      }
      const number = numbers.get(idOf(node) as ElementId);
      if (number !== undefined && number !== now) node.setAttribute('number', number);
    }
  });
}
