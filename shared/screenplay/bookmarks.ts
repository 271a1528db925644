import type { ElementId } from '#shared/lib/ids.ts';
import type { ScriptElement } from './element.ts';
import { unfoldOmitted } from './omitted.ts';

/** A line that somebody gave a name, to come back to. */
export interface Bookmark {
  readonly id: ElementId;
  readonly name: string;
}

/** In script order, those in omitted scenes too. */
export function bookmarksOf(elements: readonly ScriptElement[]): Bookmark[] {
  return unfoldOmitted(elements).flatMap(({ id, bookmark: name }) => (name === undefined ? [] : [{ id, name }]));
}
