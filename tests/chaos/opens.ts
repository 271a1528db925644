import type * as Y from 'yjs';
import { appendScript, readScript } from '#shared/collab/index.ts';
import { idMaker, type NewId } from '#shared/lib/ids.ts';
import { randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { CLOSE, SYNC_PARAMS, isAppError } from '#shared/protocol/index.ts';
import type { DocumentStore } from '#db/index.ts';
import { createMemoryStore } from '#server/sync/memory-store.ts';
import { DOCUMENT, PROJECT, Peer, durable, startWorld, userId, type World } from '#tests/sync/network.ts';
import { flakyLine } from './fuzz/flaky-store.ts';
import { during, takeOverTime, type Time } from './fuzz/virtual-time.ts';
import { anySeed, readOptions } from './options.ts';

const WINDOWS = 20;
const LINES = 30;
const SEATS = { ana: 'writer', ben: 'writer' } as const;

/** Twenty windows open a document while it is made, twice at once: its content is there once. */
export async function opens(args: readonly string[]): Promise<boolean> {
  const { rounds, seed } = readOptions(args, { rounds: 500, seed: anySeed() });
  console.log(`opens --rounds ${String(rounds)} --seed ${String(seed)}`);
  for (let round = 0; round < rounds; round++) {
    const fault = await openTogether(seed + round);
    if (fault === null) continue;
    console.error(`${fault}; again: npm run chaos -- opens --rounds 1 --seed ${String(seed + round)}`);
    return false;
  }
  const times = `${String(rounds)} documents, each opened by ${String(WINDOWS)} windows while it was made`;
  console.log(`${times}: every line once, nothing of another epoch`);
  return true;
}

/** One such document; what did not hold, in words, or null. */
export async function openTogether(seed: number): Promise<string | null> {
  const time = takeOverTime();
  try {
    return await new Opening(seededRng(seed), time).run();
  } finally {
    time.end();
  }
}

class Opening {
  readonly #rng: Rng;
  readonly #newId: NewId;
  readonly #time: Time;
  readonly #store: DocumentStore;
  readonly #peers = Array.from({ length: WINDOWS }, (_, i) => new Peer(i % 2 ? 'ana' : 'ben'));

  constructor(rng: Rng, time: Time) {
    this.#rng = rng;
    this.#newId = idMaker((count) => Uint8Array.from({ length: count }, () => randomInt(rng, 256)));
    this.#time = time;
    const weather = { failing: false, losingAnswers: false, delayMs: 20 };
    this.#store = flakyLine(createMemoryStore(), weather, rng).store;
  }

  async run(): Promise<string | null> {
    const world = await startWorld(SEATS, { store: this.#store, seed: null });
    const made = Promise.all(['ana', 'ben'].map((name) => this.#make(world, name)));
    const opened = Promise.all(this.#peers.map((peer) => this.#open(world, peer)));
    const [makers] = await during(this.#time, Promise.all([made, opened]));
    if (makers.filter((won) => won).length !== 1) return 'the document was made twice, or not at all';
    for (const peer of this.#peers) peer.exchange();
    const kept = linesOf(await during(this.#time, durable(world)));
    if (kept.length !== LINES) return `${String(LINES)} lines were written and ${String(kept.length)} kept`;
    for (const { doc } of this.#peers) {
      if (linesOf(doc).join() !== kept.join()) return 'a window has other lines than the document';
    }
    return this.#epochsStayApart();
  }

  async #make({ server }: World, name: string): Promise<boolean> {
    await this.#pause();
    const lines = Array.from({ length: LINES }, (_, i) => ({ type: 'action' as const, text: `${name} ${String(i)}` }));
    try {
      await server.documents.create(DOCUMENT, PROJECT, userId(name), (doc) => {
        appendScript(doc, lines, this.#newId);
      });
      return true;
    } catch (error) {
      if (isAppError(error) && error.code === 'conflict') return false;
      throw error;
    }
  }

  async #open(world: World, peer: Peer): Promise<void> {
    for (;;) {
      await this.#pause();
      if (!peer.isOpen) await peer.connect(world);
      peer.exchange();
      // Filled once its question was answered, and the server's too.
      if (peer.isOpen && peer.sentWrites > 0 && peer.acked === peer.sentWrites) return;
    }
  }

  /** Another state of the document was put in its place: what is open here neither gives nor gets a byte. */
  async #epochsStayApart(): Promise<string | null> {
    const inner = this.#store;
    const replaced: DocumentStore = {
      ...inner,
      head: async (name) => inEpochTwo(await inner.head(name)),
      load: async (name) => inEpochTwo(await inner.load(name)),
    };
    const world = await during(this.#time, startWorld(SEATS, { store: replaced }));
    for (const peer of this.#peers) {
      peer.disconnect();
      await during(this.#time, peer.connect(world, { [SYNC_PARAMS.epoch]: '1' }));
      if (peer.closed !== CLOSE.epochChanged || peer.toClient.length > 0) return 'a window of an old epoch was let in';
    }
    return null;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, randomInt(this.#rng, 30)));
  }
}

function linesOf(doc: Y.Doc): string[] {
  return readScript(doc).map(({ id, text }) => `${id} ${text}`);
}

function inEpochTwo<T extends { readonly epoch: number }>(found: T | null): T | null {
  return found && { ...found, epoch: 2 };
}
