import type { EditorView } from '@tiptap/pm/view';
import type { Place } from './find.ts';

/** More are not marked: nobody sees them at once, and each costs. Those around the current one are. */
const MOST = 500;
const FOUND = 'script-found';
const CURRENT = 'script-found-current';

/**
 * Marks places of the script without touching the page: the browser paints ranges of its own text. Decorations would make
 * ProseMirror ask each of them about every line on every key (docs/decisions/012).
 */
export function markFound(view: EditorView, places: readonly Place[], current: number): void {
  if (!('highlights' in CSS)) return;
  const first = Math.max(0, current - MOST / 2);
  const near = places.slice(first, first + MOST);
  CSS.highlights.set(FOUND, new Highlight(...near.map((place) => rangeOf(view, place))));
  const place = places[current];
  CSS.highlights.set(CURRENT, new Highlight(...(place ? [rangeOf(view, place)] : [])));
}

export function unmarkFound(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(FOUND);
  CSS.highlights.delete(CURRENT);
}

/** The text of a place as the page has it. */
export function rangeOf(view: EditorView, { from, to }: Place): Range {
  const range = document.createRange();
  const [start, end] = [view.domAtPos(from), view.domAtPos(to)];
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}
