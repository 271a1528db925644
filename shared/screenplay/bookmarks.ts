import type { ElementId } from '#shared/lib/ids.ts';
import type { ScriptElement } from './element.ts';
import { omittedOf } from './omitted.ts';

/** A line that somebody gave a name, to come back to. */
export interface Bookmark {
  readonly id: ElementId;
  readonly name: string;
}

/** In script order, those in omitted scenes too. Asked on every key: what has none costs a look. */
export function bookmarksOf(elements: readonly ScriptElement[]): Bookmark[] {
  const found: Bookmark[] = [];
  for (const element of elements) {
    const { id, bookmark: name } = element;
    if (name !== undefined) found.push({ id, name });
    if (element.omitted) found.push(...bookmarksOf(omittedOf(element)));
  }
  return found;
}
