import { readPanels } from '#shared/collab/index.ts';
import { randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import type { DocumentStore } from '#db/index.ts';
import { createMemoryStore } from '#server/sync/memory-store.ts';
import { Peer, setPanel, startWorld, type World } from '#tests/sync/network.ts';
import { flakyLine } from './fuzz/flaky-store.ts';
import { takeOverTime } from './fuzz/virtual-time.ts';
import { anySeed, readOptions } from './options.ts';

const PEOPLE = ['ana', 'ben', 'cyd'];
const STORE_DELAY_MS = 500;
const PATIENCE_MS = 60_000;

/** Windows that come, write and go, while rooms come and go under them and the database takes its time. */
export async function cycles(args: readonly string[]): Promise<boolean> {
  const { count, seed } = readOptions(args, { count: 10_000, seed: anySeed() });
  console.log(`cycles --count ${String(count)} --seed ${String(seed)}`);
  const { loads, faults, mostRooms } = await runCycles(count, seed);
  for (const fault of faults) console.error(fault);
  console.log(
    `${String(count)} cycles, ${String(loads)} loads, ${String(faults.length)} stale reads, at most ${String(mostRooms)} room`,
  );
  return faults.length === 0 && mostRooms === 1;
}

export interface CycleReport {
  readonly loads: number;
  /** What a window did not find, or did not hear of, though it was durable or broadcast; in words. */
  readonly faults: readonly string[];
  /** Most rooms at any moment; there is one document. */
  readonly mostRooms: number;
}

export async function runCycles(count: number, seed: number): Promise<CycleReport> {
  const time = takeOverTime();
  try {
    const report = { loads: 0, faults: [] as string[], mostRooms: 0 };
    const rng = seededRng(seed);
    const weather = { failing: false, losingAnswers: false, delayMs: 0 };
    const store = watched(flakyLine(createMemoryStore(), weather, rng).store, report);
    const seats = Object.fromEntries(PEOPLE.map((name) => [name, 'writer' as const]));
    const world = await startWorld(seats, { store, limits: { idleMs: 5, checkpointRows: 40 } });
    weather.delayMs = STORE_DELAY_MS;
    const visits = new Visits(world, rng, report.faults);
    const share = Math.ceil(count / PEOPLE.length);
    let left = PEOPLE.length;
    const all = Promise.all(PEOPLE.map((name) => visits.run(name, share).finally(() => left--)));
    // Whoever waits below hears of a rejection; this only keeps it from being nobody's until then.
    all.catch(() => undefined);
    while (left > 0) {
      await time.pass(20);
      report.mostRooms = Math.max(report.mostRooms, world.server.stats().rooms);
    }
    await all;
    return report;
  } finally {
    time.end();
  }
}

/** A room is loaded only when the rows of the one before it are in: two that live at once would not wait. */
function watched(store: DocumentStore, report: { loads: number; faults: string[] }): DocumentStore {
  let appending = 0;
  return {
    ...store,
    load: (name) => {
      report.loads += 1;
      if (appending > 0) report.faults.push('a room was loaded while another one wrote');
      return store.load(name);
    },
    append: (batch) => {
      appending += 1;
      return store.append(batch).finally(() => (appending -= 1));
    },
  };
}

class Visits {
  readonly #world: World;
  readonly #rng: Rng;
  readonly #faults: string[];
  readonly #open = new Set<Peer>();
  /** Everybody counts upwards in a panel of their own; this is what each was last told is saved. */
  readonly #saved = new Map<string, number>();

  constructor(world: World, rng: Rng, faults: string[]) {
    this.#world = world;
    this.#rng = rng;
    this.#faults = faults;
  }

  async run(name: string, count: number): Promise<void> {
    for (let value = 1; value <= count; value++) await this.#visit(name, value);
  }

  async #visit(name: string, value: number): Promise<void> {
    const peer = new Peer(name);
    const saved = new Map(this.#saved);
    await peer.connect(this.#world);
    await untilTrue(peer, () => peer.sentWrites > 0);
    this.#compare(peer, saved, 'opened without');
    this.#open.add(peer);
    setPanel(peer.doc, name, String(value));
    peer.exchange();
    if (this.#rng.next() < 0.7) {
      await untilTrue(peer, () => peer.acked === peer.sentWrites);
      this.#saved.set(name, value);
      for (const other of this.#open) {
        other.exchange();
        this.#compare(other, new Map([[name, value]]), 'never heard of');
      }
    }
    await this.#pause();
    this.#open.delete(peer);
    peer.disconnect();
    await this.#pause();
  }

  #compare({ name: reader, doc }: Peer, expected: ReadonlyMap<string, number>, how: string): void {
    const found = new Map<string, number>(readPanels(doc).map(({ id, caption }) => [id, Number(caption)]));
    for (const [name, value] of expected) {
      if ((found.get(name) ?? 0) < value) this.#faults.push(`${reader} ${how} ${name}’s ${String(value)}`);
    }
  }

  /** Short ones meet a room that drains, long ones one that is gone. */
  #pause(): Promise<void> {
    const ms = randomInt(this.#rng, this.#rng.next() < 0.5 ? 10 : 4000);
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}

async function untilTrue(peer: Peer, condition: () => boolean): Promise<void> {
  for (let waited = 0; ; waited += 5) {
    peer.exchange();
    if (condition()) return;
    if (waited > PATIENCE_MS) throw new Error('A window was never served.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
