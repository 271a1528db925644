import { z } from 'zod';
import type { DocumentStore } from '#db/index.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import type { Bus } from '#server/cluster/index.ts';
import type { Log } from './log.ts';
import type { PresenceEntry } from './presence.ts';

/** What a room tells the rooms of the same document at other processes. */
export interface Telling {
  /** Windows of this process came, changed or went; `whole` when it names all there are. */
  presence(name: DocumentName, entries: readonly PresenceEntry[], whole: boolean): void;
}

/** A room as its neighbours reach it. */
export interface NeighbourRoom {
  readonly isLive: boolean;
  /** Somewhere, rows up to this seq were committed. */
  heardOf(epoch: number, seq: number): void;
  hearPresence(process: string, entries: readonly PresenceEntry[], whole: boolean): void;
  forgetProcess(process: string): void;
  /** Tells everything about its own windows. */
  introduce(): void;
}

/** How often heads are compared with the database while nobody can be heard, in milliseconds. */
const COMPARE_MS = 500;
/** Otherwise only every so many times, as a precaution. */
const PRECAUTION = 10;

const rowsMessage = z.object({ rows: z.array(z.tuple([z.string(), z.int(), z.int()])) });
const presenceMessage = z.object({
  document: z.string(),
  whole: z.boolean(),
  entries: z.array(z.object({ client: z.int(), user: z.string(), state: z.string().nullable() })),
});

/**
 * Keeps the rooms of this process level with those of the others. Words on the bus are hints: what was committed is
 * read from the database, at a hint, after a gap, and every few seconds whether or not anything was heard.
 */
export class Neighbours implements Telling {
  readonly #bus: Bus;
  readonly #store: DocumentStore;
  readonly #rooms: ReadonlyMap<DocumentName, NeighbourRoom>;
  readonly #log: Log;
  readonly #committed = new Map<DocumentName, readonly [epoch: number, seq: number]>();
  readonly #stop: (() => void)[];
  #timer: NodeJS.Timeout | null = null;

  constructor(bus: Bus, store: DocumentStore, rooms: ReadonlyMap<DocumentName, NeighbourRoom>, log: Log) {
    this.#bus = bus;
    this.#store = store;
    this.#rooms = rooms;
    this.#log = log;
    this.#stop = [
      bus.hear('rows.committed', (message) => this.#hearRows(message)),
      bus.hear('presence.changed', (message, from) => this.#hearPresence(message, from)),
      bus.onGone((process) => this.#each((room) => room.forgetProcess(process))),
      bus.onPeer(() => this.#each((room) => room.introduce())),
      bus.onReturn(() => void this.#compare()),
    ];
    if (!bus.alone) this.#compareLater();
  }

  /** Rows of this document up to this seq are committed. */
  committed(name: DocumentName, epoch: number, seq: number): void {
    if (this.#bus.alone) return;
    // One word for all rows of a commit, and for all documents of it.
    if (this.#committed.size === 0) setImmediate(() => this.#tellRows());
    this.#committed.set(name, [epoch, seq]);
  }

  presence(name: DocumentName, entries: readonly PresenceEntry[], whole: boolean): void {
    if (!this.#bus.alone) this.#bus.say('presence.changed', { document: name, whole, entries });
  }

  close(): void {
    for (const stop of this.#stop) stop();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tellRows(): void {
    const rows = [...this.#committed].map(([name, [epoch, seq]]) => [name, epoch, seq]);
    this.#committed.clear();
    this.#bus.say('rows.committed', { rows });
  }

  #hearRows(message: unknown): void {
    const parsed = rowsMessage.safeParse(message);
    for (const [name, epoch, seq] of parsed.data?.rows ?? []) this.#live(name)?.heardOf(epoch, seq);
  }

  #hearPresence(message: unknown, from: string): void {
    const parsed = presenceMessage.safeParse(message);
    if (parsed.success) this.#live(parsed.data.document)?.hearPresence(from, parsed.data.entries, parsed.data.whole);
  }

  #live(name: string): NeighbourRoom | undefined {
    const room = this.#rooms.get(name as DocumentName);
    return room?.isLive ? room : undefined;
  }

  #each(act: (room: NeighbourRoom) => void): void {
    for (const room of [...this.#rooms.values()]) if (room.isLive) act(room);
  }

  #compareLater(passed = 1): void {
    this.#timer = setTimeout(() => {
      const isDue = !this.#bus.connected || passed >= PRECAUTION;
      void (isDue ? this.#compare() : Promise.resolve()).then(() => {
        if (this.#timer !== null) this.#compareLater(isDue ? 1 : passed + 1);
      });
    }, COMPARE_MS);
    this.#timer.unref();
  }

  async #compare(): Promise<void> {
    const names = [...this.#rooms].filter(([, room]) => room.isLive).map(([name]) => name);
    if (names.length === 0) return;
    try {
      const heads = await this.#store.heads(names);
      for (const [name, { epoch, seq }] of heads) this.#live(name)?.heardOf(epoch, seq);
    } catch (error) {
      // The journal says so too when anybody types; the next comparison is a moment away.
      this.#log.error({ err: error, documents: names.length }, 'the log could not be compared');
    }
  }
}
