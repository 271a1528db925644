import * as Y from 'yjs';
import { must } from '#shared/lib/assert.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { DecodedUpdate, Struct } from './decode-update.ts';

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
 */
export type Unfit = 'gap' | 'circular' | 'rootless' | 'deep';

/** Types above a struct, its root counted. The project needs 3: script, element, text. */
const MAX_DEPTH = 16;

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
  for (const [client, ranges] of deletes) {
    for (const { clock, len } of ranges) {
      if (clock + len > walk.reach(client)) return err('gap');
      // The update's own structs were counted above: what is left to look at is stored content that would go.
      for (const struct of livingStructs(doc.store, client, clock, len)) {
        adds = true;
        for (const root of storedPlace(struct).roots) roots.add(root);
      }
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

  constructor(doc: Y.Doc, sections: DecodedUpdate['sections']) {
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
      if (struct instanceof Y.Skip) {
        if (clock + struct.length > this.reach(client)) return 'gap';
      } else {
        for (const id of dependencies(struct)) {
          if (id.client === client ? id.clock >= clock : id.clock >= this.reach(id.client)) {
            if (id.client === client) return 'circular';
            this.#wait(client, id);
            this.#cursors.set(client, i);
            return null;
          }
        }
        const unfit = this.#enter(struct);
        if (unfit !== null) return unfit;
      }
      this.#reached.set(client, Math.max(this.reach(client), clock + struct.length));
    }
    this.#cursors.set(client, section.length);
    return null;
  }

  // Whoever waits for the least comes last, so that waking costs nothing for those who sleep on: two clients that wait
  // for each other in turns, struct by struct, must not make it a search through everybody each time.
  #wait(client: number, { client: awaited, clock }: Y.ID): void {
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

  #enter(struct: Y.Item | Y.GC): Unfit | null {
    const { client, clock } = struct.id;
    const known = this.#known(client);
    if (struct instanceof Y.Item && !this.#hasRoot(struct)) return 'rootless';
    if (clock + struct.length <= known) return null;
    const place = struct instanceof Y.Item ? this.#placeOf(struct) : NOWHERE;
    if (place.depth > MAX_DEPTH) return 'deep';
    this.#places.set(struct, place);
    const writer = this.writers.get(client) ?? { roots: new Set(), hasGc: false };
    for (const root of place.roots) writer.roots.add(root);
    // The new part of a half-known struct is put next to the known part, whatever parent the struct names.
    if (clock < known) for (const root of this.#placeAt(Y.createID(client, known - 1)).roots) writer.roots.add(root);
    writer.hasGc ||= struct instanceof Y.GC;
    this.writers.set(client, writer);
    return null;
  }

  #hasRoot(item: Y.Item): boolean {
    const parent = namedParent(item);
    return typeof parent !== 'string' || this.#share.has(parent);
  }

  #placeOf(item: Y.Item): Place {
    const parent = namedParent(item);
    const roots = new Set<string>();
    let depth = 1;
    if (typeof parent === 'string') roots.add(parent);
    for (const id of dependencies(item)) {
      const place = this.#placeAt(id);
      for (const root of place.roots) roots.add(root);
      depth = Math.max(depth, id === parent ? place.depth + 1 : place.depth);
    }
    return { roots: [...roots], depth };
  }

  #placeAt(id: Y.ID): Place {
    if (id.clock < this.#known(id.client)) return storedPlace(Y.getItem(this.#store, id));
    return this.#places.get(must(this.#find(id))) ?? NOWHERE;
  }

  #find({ client, clock }: Y.ID): Struct | undefined {
    const section = this.#sections.get(client) ?? [];
    return section[countWhile(section, (struct) => struct.id.clock + struct.length <= clock)];
  }
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

function dependencies(struct: Y.Item | Y.GC): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const parent = namedParent(struct);
  return [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null);
}

/** Typed as a type or an id: freshly decoded, the parent is a root's name, an id, or null. */
function namedParent(item: Y.Item): unknown {
  return item.parent;
}

/** Nowhere for content that was collected: what goes there is collected too. */
function storedPlace(struct: Y.Item | Y.GC): Place {
  if (!(struct instanceof Y.Item) || struct.parent === null) return NOWHERE;
  let type = struct.parent as Y.AbstractType<unknown>;
  let depth = 1;
  for (; type._item !== null; depth++) type = type._item.parent as Y.AbstractType<unknown>;
  return { roots: [Y.findRootTypeKey(type)], depth };
}
