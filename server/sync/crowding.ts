import * as Y from 'yjs';
import { must } from '#shared/lib/assert.ts';
import type { Id, Struct } from './decode-update.ts';

/**
 * Structs that Yjs may pass by, in all, while it looks for the places of an update's structs; one costs it about 0.1 µs.
 * A frame of a few kilobytes can make it the whole document for every struct.
 */
const MAX_PASSED = 2 ** 19;

/** A sequence of a document, or the values of one key of a map, oldest first. */
interface List {
  /** Null for one that is new with the update. */
  readonly type: Y.AbstractType<unknown> | null;
  readonly key: string | null;
  entered: number;
  /** What was put last at its left end. */
  first: Placed | null;
}

interface Placed {
  readonly id: Id;
  /** Stored structs that may lie between it and its left neighbour; and so may new ones, unless it is null. */
  readonly stored: number | null;
}

/**
 * Adds up, without integrating anything, how far Yjs would look for the places of new structs: never less than it will.
 * A place is looked for between two neighbours, which for the author stood side by side: what others wrote meanwhile is
 * all that an honest struct passes. Behind something new after which nothing was put yet there is nothing to pass, for
 * Yjs stops at the first struct that began elsewhere.
 */
export class Crowding {
  readonly #doc: Y.Doc;
  readonly #find: (id: Id) => Struct | undefined;
  readonly #sequences = new Map<object, List>();
  readonly #values = new Map<object, Map<string, List>>();
  readonly #listOf = new Map<Struct, List>();
  /** What was put last behind a struct, by its client and clock. */
  readonly #behind = new Map<number, Map<number, Placed>>();
  #passed = 0;

  /** `find`: the struct of the update that an id is part of. */
  constructor(doc: Y.Doc, find: (id: Id) => Struct | undefined) {
    this.#doc = doc;
    this.#find = find;
  }

  /** Structs passed so far. */
  get passed(): number {
    return this.#passed;
  }

  /** Takes new structs in the order in which they enter; false when it has become too much. */
  enter(struct: Struct, known: number): boolean {
    const { client, clock } = struct.id;
    // The new half of one that is half known stands behind the known half.
    const isHalf = clock < known;
    const left = isHalf ? { client, clock: known - 1 } : struct.origin;
    const list = this.#listFor(struct, left);
    if (!list) return true;
    const stored = this.#between(left, struct.rightOrigin, list);
    const placed = { id: isHalf ? { client, clock: known } : struct.id, stored };
    if (left === null) list.first = placed;
    else this.#setBehind(left, placed);
    this.#listOf.set(struct, list);
    if (stored !== null) this.#passed += stored + list.entered;
    list.entered += 1;
    return this.#passed <= MAX_PASSED;
  }

  /** Stored structs between the two; null when there is nothing at all. */
  #between(left: Id | null, right: Id | null, list: List): number | null {
    const latest = left === null ? list.first : this.#behind.get(left.client)?.get(left.clock);
    if (latest) return right && isSame(latest.id, right) ? latest.stored : this.#stored(left, right, list);
    if (left !== null && !this.#isStored(left)) return this.#endsAt(left) || isNext(left, right) ? null : 0;
    return this.#stored(left, right, list) || null;
  }

  /** Stored structs between two neighbours; up to the end of the list when the right one is not among them. */
  #stored(left: Id | null, right: Id | null, { type, key }: List): number {
    if (type === null || (left !== null && !this.#isStored(left))) return 0;
    const end = right && this.#isStored(right) ? this.#item(right) : null;
    if (left !== null) {
      const struct = this.#item(left);
      if (struct === end && isNext(left, right)) return 0;
      return this.#count(rightOf(struct), rightOf, end);
    }
    if (key === null) return this.#count(type._start, rightOf, end);
    return this.#count(type._map.get(key) ?? null, ({ left: before }) => before, null);
  }

  #count(from: Y.Item | null, next: (item: Y.Item) => Y.Item | null, end: Y.Item | Y.GC | null): number {
    let count = 0;
    for (let item = from; item !== null && item !== end && count <= MAX_PASSED; item = next(item)) count += 1;
    return count;
  }

  /** Null where Yjs would put nothing but a place without content. */
  #listFor({ rightOrigin, parent, key }: Struct, left: Id | null): List | null {
    const neighbour = left ?? rightOrigin;
    if (neighbour) return this.#listAround(neighbour);
    if (typeof parent === 'string') return this.#list(must(this.#doc.share.get(parent)), key);
    const owner = must(parent);
    if (!this.#isStored(owner)) return this.#list(must(this.#find(owner)), key);
    const item = this.#item(owner);
    return item instanceof Y.Item && item.content instanceof Y.ContentType ? this.#list(item.content.type, key) : null;
  }

  #listAround(id: Id): List | null {
    if (!this.#isStored(id)) return this.#listOf.get(must(this.#find(id))) ?? null;
    const item = this.#item(id);
    return item instanceof Y.Item && item.parent !== null ? this.#list(item.parent, item.parentSub) : null;
  }

  #list(parent: object, key: string | null): List {
    const known = key === null ? this.#sequences.get(parent) : this.#values.get(parent)?.get(key);
    if (known) return known;
    const type = parent instanceof Y.AbstractType ? parent : null;
    const list: List = { type, key, entered: 0, first: null };
    if (key === null) this.#sequences.set(parent, list);
    else this.#values.set(parent, (this.#values.get(parent) ?? new Map<string, List>()).set(key, list));
    return list;
  }

  #setBehind({ client, clock }: Id, placed: Placed): void {
    const ofClient = this.#behind.get(client) ?? new Map<number, Placed>();
    this.#behind.set(client, ofClient);
    ofClient.set(clock, placed);
  }

  #isStored({ client, clock }: Id): boolean {
    return clock < Y.getState(this.#doc.store, client);
  }

  #item({ client, clock }: Id): Y.Item | Y.GC {
    return Y.getItem(this.#doc.store, Y.createID(client, clock));
  }

  #endsAt(id: Id): boolean {
    const struct = must(this.#find(id));
    return struct.id.clock + struct.length === id.clock + 1;
  }
}

function rightOf(struct: Y.Item | Y.GC): Y.Item | null {
  return struct instanceof Y.Item ? struct.right : null;
}

function isNext({ client, clock }: Id, other: Id | null): boolean {
  return other?.client === client && other.clock === clock + 1;
}

function isSame(a: Id, b: Id): boolean {
  return a.client === b.client && a.clock === b.clock;
}
