import * as Y from 'yjs';
import type { ElementId } from '#shared/lib/ids.ts';
import { scriptRoot } from './document.ts';
import { ELEMENT_NODE } from './script.ts';

export const SEEN = 'seen';

/** What stands on a line that was made anew: what whoever moved it had seen of the nodes that it was made from. */
export interface Seen {
  /** Those nodes, the first of them first. */
  readonly nodes: readonly string[];
  /** Up to which clock everything was known of each client who had written in them. */
  readonly clocks: Readonly<Record<string, number>>;
}

/** Moves of one line that a window may miss and still bring its words along. */
const MOST_NODES = 8;

/**
 * Moves the lines from the first of `ids` to the last before another line, or to the script's end: one transaction.
 * Returns whether anything moved; a line that somebody deleted meanwhile moves nothing.
 *
 * Yjs can't move a node, so of the two stretches that change places the one with fewer lines is made anew under the same
 * ids: panels, comments and whoever types in the other stretch notice nothing. What a window types into a line while the
 * move is on its way to it, what it deletes there, and the type that it gives it, that window does again where the line
 * stands now (`followMoves`). Not brought along are what was styled in it in that moment, and the work of a window that went
 * away before it heard of the move.
 */
export function moveLines(doc: Y.Doc, ids: readonly ElementId[], before: ElementId | null): boolean {
  const root = scriptRoot(doc);
  const nodes = root.toArray();
  const places = new Map(nodes.map((node, place) => [idOf(node), place]));
  const placeOf = (id: ElementId | undefined) => (id === undefined ? undefined : places.get(id));
  const [start, last] = [placeOf(ids[0]), placeOf(ids.at(-1))];
  const to = before === null ? nodes.length : placeOf(before);
  if (start === undefined || last === undefined || to === undefined || last < start) return false;
  const end = last + 1;
  if (to >= start && to <= end) return false;
  const [first, middle, behind] = to < start ? [to, start, end] : [start, end, to];
  doc.transact(() => swap(root, nodes, first, middle, behind));
  return true;
}

/** Lets the nodes from `first` and those from `middle` up to `behind` change places. */
function swap(root: Y.XmlFragment, nodes: readonly unknown[], first: number, middle: number, behind: number): void {
  const [upper, lower] = [nodes.slice(first, middle), nodes.slice(middle, behind)] as Y.XmlElement[][];
  if (!upper || !lower) return;
  if (upper.length < lower.length) {
    root.insert(behind, upper.map(madeAnew));
    root.delete(first, upper.length);
  } else {
    root.insert(first, lower.map(madeAnew));
    root.delete(behind, lower.length);
  }
}

/** The same line as a new node, with all that a newer version may have written on it; the caller inserts it. */
export function madeAnew(node: Y.XmlElement): Y.XmlElement {
  const copy = node.clone();
  // Yjs types attributes as strings; the wire holds any JSON value.
  if (isElement(node)) copy.setAttribute(SEEN, seenAt(node) as unknown as string);
  return copy;
}

function seenAt(node: Y.XmlElement): Seen {
  const before = seenOf(node);
  const clocks: Record<string, number> = { ...before?.clocks };
  for (const { id, length } of [...wordsOf(node), ...node._map.values()]) {
    clocks[id.client] = Math.max(clocks[id.client] ?? 0, id.clock + length);
  }
  return { nodes: [...(before?.nodes ?? []), nameOf(node)].slice(-MOST_NODES), clocks };
}

/** Which node it is, for everybody. */
export function nameOf({ _item: item }: Y.XmlElement): string {
  return item ? `${item.id.client}:${item.id.clock}` : '';
}

/** What the mover of a line had seen; null on a line that was never moved. */
export function seenOf(node: Y.XmlElement): Seen | null {
  const seen: unknown = node.getAttribute(SEEN);
  return typeof seen === 'object' && seen !== null && 'nodes' in seen && 'clocks' in seen ? (seen as Seen) : null;
}

/** How many characters from this one on they knew, if a node has so many. */
export function knownOf(seen: Seen, { client, clock }: Y.ID): number {
  return Math.max((seen.clocks[client] ?? 0) - clock, 0);
}

/** Everything in the texts of a line, in order, deleted or not. */
export function* wordsOf(node: Y.XmlElement): Generator<Y.Item> {
  for (let child = node._start; child; child = child.right) {
    if (!(child.content instanceof Y.ContentType) || !(child.content.type instanceof Y.XmlText)) continue;
    for (let item = child.content.type._start; item; item = item.right) yield item;
  }
}

export function idOf(node: unknown): string | undefined {
  return isElement(node) ? node.getAttribute('id') : undefined;
}

export function isElement(node: unknown): node is Y.XmlElement {
  return node instanceof Y.XmlElement && node.nodeName === ELEMENT_NODE;
}
