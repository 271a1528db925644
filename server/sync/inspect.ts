import * as Y from 'yjs';
import { must } from '#shared/lib/assert.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { Crowding } from './crowding.ts';
import type { DecodedUpdate, Id, Struct } from './decode-update.ts';

/** What an update would do to a document, found out without doing it. */
export interface Inspection {
  /** False for an update that the document holds already. */
  readonly adds: boolean;
  /** Every root that gains, loses or has rearranged content, by its name. */
  readonly roots: ReadonlySet<string>;
  /** Clients with structs that the document lacks, and what those are. */
  readonly writers: ReadonlyMap<number, Contribution>;
}

export interface Contribution {
  readonly roots: ReadonlySet<string>;
  /** Structs without content: of their author's own making when collected, a weapon in anybody else's hand. */
  readonly hasGc: boolean;
}

/**
 * - `gap`: the update builds on something the document does not hold. Yjs would park it for ever.
 * - `circular`: it builds on itself.
 * - `rootless`: it names a root that the document does not have. Yjs would make one for every name.
 * - `deep`: types in types in types, which Yjs deletes and everybody reads by recursion.
 * - `crowded`: Yjs would look too long for where its structs go.
 * - `shredding`: it deletes in too many places.
 */
export type Unfit = 'gap' | 'circular' | 'rootless' | 'deep' | 'crowded' | 'shredding';

/** Types above a struct, its root counted. The project needs 3: script, element, text. */
const MAX_DEPTH = 16;
/** Ranges of one update in which something is still to be deleted. */
const MAX_DELETIONS = 2 ** 16;

/** The roots that a struct belongs to, more than one where its neighbours disagree, and its distance from the farthest. */
interface Place {
  readonly roots: readonly string[];
  readonly depth: number;
}

const NOWHERE: Place = { roots: [], depth: 0 };

/**
 * Walks the update in an order in which Yjs can integrate it, as Yjs does: a struct enters when its origins, its parent
 * and everything before it of the same client are there. On the way each struct's root is found, from its parent or, as
 * Yjs copies the parent from a neighbour, from both neighbours.
 */
export function inspect(doc: Y.Doc, { sections, deletes }: DecodedUpdate): Result<Inspection, Unfit> {
  const walk = new Walk(doc, sections);
  const unfit = walk.run();
  if (unfit !== null) return err(unfit);
  const roots = new Set<string>();
  for (const contribution of walk.writers.values()) for (const root of contribution.roots) roots.add(root);
  let adds = walk.writers.size > 0;
  let deletions = 0;
  for (const [client, ranges] of deletes) {
    for (const { clock, len } of ranges) {
      if (clock + len > walk.reach(client)) return err('gap');
      let isNew = clock + len > Y.getState(doc.store, client);
      // The update's own structs were counted above: what is left to look at is stored content that would go.
      for (const struct of livingStructs(doc.store, client, clock, len)) {
        isNew = true;
        adds = true;
        for (const root of storedPlace(struct).roots) roots.add(root);
      }
      if (isNew && ++deletions > MAX_DELETIONS) return err('shredding');
    }
  }
  return ok({ adds, roots, writers: walk.writers });
}

interface Waiting {
  readonly client: number;
  readonly clock: number;
}

class Walk {
  readonly writers = new Map<number, { roots: Set<string>; hasGc: boolean }>();
  readonly #store: Y.Doc['store'];
  readonly #share: Y.Doc['share'];
  readonly #sections: DecodedUpdate['sections'];
  readonly #reached = new Map<number, number>();
  readonly #cursors = new Map<number, number>();
  readonly #waiting = new Map<number, Waiting[]>();
  readonly #places = new Map<Struct, Place>();
  readonly #rootPlaces = new Map<string, Place>();
  readonly #crowding: Crowding;

  constructor(doc: Y.Doc, sections: DecodedUpdate['sections']) {
    this.#crowding = new Crowding(doc, (id) => this.#find(id));
    this.#store = doc.store;
    this.#share = doc.share;
    this.#sections = sections;
  }

  run(): Unfit | null {
    const queue = [...this.#sections.keys()];
    for (let client = queue.pop(); client !== undefined; client = queue.pop()) {
      const unfit = this.#advance(client);
      if (unfit !== null) return unfit;
      queue.push(...this.#wake(client));
    }
    for (const [client, section] of this.#sections) {
      if ((this.#cursors.get(client) ?? 0) < section.length) return 'gap';
    }
    return null;
  }

  /** The first clock of this client that neither the document nor the part walked so far holds. */
  reach(client: number): number {
    return this.#reached.get(client) ?? this.#known(client);
  }

  #known(client: number): number {
    return Y.getState(this.#store, client);
  }

  #advance(client: number): Unfit | null {
    const section = must(this.#sections.get(client));
    for (let i = this.#cursors.get(client) ?? 0; i < section.length; i++) {
      const struct = must(section[i]);
      const { clock } = struct.id;
      if (clock > this.reach(client)) return 'gap';
      if (struct.kind === 'skip') {
        if (clock + struct.length > this.reach(client)) return 'gap';
      } else {
        const awaited = this.#awaits(struct);
        if (awaited?.client === client) return 'circular';
        if (awaited) {
          this.#wait(client, awaited);
          this.#cursors.set(client, i);
          return null;
        }
        const unfit = this.#enter(struct);
        if (unfit !== null) return unfit;
      }
      this.#reached.set(client, Math.max(this.reach(client), clock + struct.length));
    }
    this.#cursors.set(client, section.length);
    return null;
  }

  /** What the struct builds on and is not there yet. */
  #awaits({ id, origin, rightOrigin, parent }: Struct): Id | null {
    if (origin && this.#isAhead(origin, id)) return origin;
    if (rightOrigin && this.#isAhead(rightOrigin, id)) return rightOrigin;
    return typeof parent === 'object' && parent && this.#isAhead(parent, id) ? parent : null;
  }

  #isAhead({ client, clock }: Id, of: Id): boolean {
    return clock >= (client === of.client ? of.clock : this.reach(client));
  }

  // Whoever waits for the least comes last, so that waking costs nothing for those who sleep on: two clients that wait
  // for each other in turns, struct by struct, must not make it a search through everybody each time.
  #wait(client: number, { client: awaited, clock }: Id): void {
    const waiting = this.#waiting.get(awaited) ?? [];
    waiting.splice(
      countWhile(waiting, (other) => other.clock >= clock),
      0,
      { client, clock },
    );
    this.#waiting.set(awaited, waiting);
  }

  #wake(client: number): number[] {
    const waiting = this.#waiting.get(client) ?? [];
    const reached = this.reach(client);
    const ready: number[] = [];
    for (let last = waiting.at(-1); last && last.clock < reached; last = waiting.at(-1)) {
      ready.push(last.client);
      waiting.pop();
    }
    return ready;
  }

  #enter(struct: Struct): Unfit | null {
    const { client, clock } = struct.id;
    const known = this.#known(client);
    if (!this.#hasRoot(struct)) return 'rootless';
    if (clock + struct.length <= known) return null;
    const place = struct.kind === 'item' ? this.#placeOf(struct) : NOWHERE;
    if (place.depth > MAX_DEPTH) return 'deep';
    if (struct.kind === 'item' && !this.#crowding.enter(struct, known)) return 'crowded';
    this.#places.set(struct, place);
    const writer = this.writers.get(client) ?? { roots: new Set(), hasGc: false };
    for (const root of place.roots) writer.roots.add(root);
    // The new part of a half-known struct is put next to the known part, whatever parent the struct names.
    if (clock < known) for (const root of this.#placeAt({ client, clock: known - 1 }).roots) writer.roots.add(root);
    writer.hasGc ||= struct.kind === 'gc';
    this.writers.set(client, writer);
    return null;
  }

  #hasRoot({ parent }: Struct): boolean {
    return typeof parent !== 'string' || this.#share.has(parent);
  }

  #placeOf({ origin, rightOrigin, parent }: Struct): Place {
    let place = typeof parent === 'string' ? this.#rootPlace(parent) : NOWHERE;
    if (origin) place = union(place, this.#placeAt(origin));
    if (rightOrigin) place = union(place, this.#placeAt(rightOrigin));
    if (parent === null || typeof parent === 'string') return place;
    const { roots, depth } = this.#placeAt(parent);
    return union(place, { roots, depth: depth + 1 });
  }

  #rootPlace(name: string): Place {
    const place = this.#rootPlaces.get(name) ?? { roots: [name], depth: 1 };
    this.#rootPlaces.set(name, place);
    return place;
  }

  #placeAt(id: Id): Place {
    const { client, clock } = id;
    if (clock < this.#known(client)) return storedPlace(Y.getItem(this.#store, Y.createID(client, clock)));
    return this.#places.get(must(this.#find(id))) ?? NOWHERE;
  }

  #find({ client, clock }: Id): Struct | undefined {
    const section = this.#sections.get(client) ?? [];
    return section[countWhile(section, (struct) => struct.id.clock + struct.length <= clock)];
  }
}

/** Most structs have neighbours in one root: nothing is made for them. */
function union(a: Place, b: Place): Place {
  const others = a.roots === b.roots ? [] : b.roots.filter((root) => !a.roots.includes(root));
  if (others.length === 0) return a.depth < b.depth ? { roots: a.roots, depth: b.depth } : a;
  if (a.roots.length === 0) return a.depth > b.depth ? { roots: b.roots, depth: a.depth } : b;
  return { roots: [...a.roots, ...others], depth: Math.max(a.depth, b.depth) };
}

/** How many items at the start of the list fulfil the condition; none does after the first that does not. */
function countWhile<T>(list: readonly T[], condition: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (condition(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Stored structs of the range that still have content. */
function* livingStructs(store: Y.Doc['store'], client: number, clock: number, len: number) {
  if (clock >= Y.getState(store, client)) return;
  const structs = must(store.clients.get(client));
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
    const struct = must(structs[i]);
    if (struct.id.clock >= clock + len) return;
    if (!struct.deleted) yield struct;
  }
}

/** Nowhere for content that was collected: what goes there is collected too. */
function storedPlace(struct: Y.Item | Y.GC): Place {
  if (!(struct instanceof Y.Item) || struct.parent === null) return NOWHERE;
  let type = struct.parent as Y.AbstractType<unknown>;
  let depth = 1;
  for (; type._item !== null; depth++) type = type._item.parent as Y.AbstractType<unknown>;
  return { roots: [Y.findRootTypeKey(type)], depth };
}
