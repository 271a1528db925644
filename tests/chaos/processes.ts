import { setTimeout as pause } from 'node:timers/promises';
import { createDocumentStore } from '#db/index.ts';
import { seededRng, pick, type Rng } from '#shared/lib/rng.ts';
import type { DocumentName } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/assert.ts';
import { readScript } from '#shared/collab/index.ts';
import { loadDocument } from '#server/sync/document.ts';
import buildProduct from '#tests/setup/built-product.ts';
import { freePort } from '#tests/setup/free-port.ts';
import { startRedis, type TestRedis } from '#tests/setup/redis.ts';
import { startProduct, type Product } from '#tests/e2e/support/product.ts';
import { assembleCast } from './kill/cast.ts';
import { BadOption, anySeed, readOptions } from './options.ts';
import { Guest } from './processes/guest.ts';
import { longestPlateau } from './support/cpu-of.ts';
import { barePlace, openPlace, withCluster, type Place } from './support/scratch.ts';

const PROCESSES = 3;
/** People at one document. */
const AT_A_DOCUMENT = 20;
/** One in so many types, a word every two seconds. */
const TYPISTS = 10;
const WORD_MS = 2000;
/** Goals R7 and R9 of the reference, in milliseconds. */
const LEVEL_MS = 2000;
const BACK_MS = 3000;
const PLATEAU_MS = 2000;

/**
 * Three processes of the built product on one PostgreSQL and one Redis, with a crowd at them: each is restarted in turn;
 * Redis hangs for `--away` seconds; a process hangs as long. Nothing saved is lost, and all are level soon afterwards.
 */
export async function processes(args: readonly string[]): Promise<boolean> {
  const { clients, away, seed } = readOptions(args, { clients: 500, away: 30, seed: anySeed() });
  console.log(`processes --clients ${String(clients)} --away ${String(away)} --seed ${String(seed)}`);
  await buildProduct();
  const redis = await startRedis();
  if (!redis) throw new BadOption('There is no redis-server on this machine: install it.');
  try {
    return await withCluster('postgres', async (cluster, folder) => {
      const place = await barePlace(cluster, folder, 'processes');
      const documents = Math.ceil(clients / AT_A_DOCUMENT);
      // Nobody may have more than twenty sockets at a process.
      const cast = await assembleCast(place, seed, { writers: Math.ceil(clients / 10), documents });
      const house = await House.open(place, redis, folder);
      const crowd = new Crowd(house, cast, clients, seededRng(seed));
      try {
        return await trial(house, crowd, redis, place, away * 1000);
      } finally {
        await house.close();
      }
    });
  } finally {
    await redis.kill();
  }
}

async function trial(house: House, crowd: Crowd, redis: TestRedis, place: Place, awayMs: number): Promise<boolean> {
  const results: boolean[] = [];
  const report = (what: string, ms: number, goal: number) => {
    results.push(ms <= goal);
    console.log(`${what.padEnd(56)} ${String(Math.round(ms)).padStart(6)} ms (goal ${String(goal)})`);
  };
  await crowd.arrive();
  for (let i = 0; i < PROCESSES; i++) {
    const back = crowd.timeUntilBack(() => house.restart(i));
    const plateau = await longestPlateau(() => house.pids, back);
    report(`process ${String(i + 1)} restarted: 95 % are back after`, await back, BACK_MS);
    report('  meanwhile a process had a whole core for at most', plateau, PLATEAU_MS);
  }
  redis.pause();
  await crowd.typeFor(awayMs);
  redis.resume();
  report('Redis is back: every window has every word after', await crowd.timeUntilLevel(), LEVEL_MS);
  house.hang(0);
  await crowd.typeFor(awayMs);
  house.goOn(0);
  report('a hung process is back: every window has every word after', await crowd.timeUntilLevel(), LEVEL_MS);
  await crowd.leave();
  await house.close();
  const faults = await crowd.inspect(place);
  for (const fault of faults) console.error(fault);
  console.log(`${String(crowd.saved)} words saved, ${String(faults.length)} faults`);
  return faults.length === 0 && results.every(Boolean);
}

/** The processes. */
class House {
  readonly #products: Product[];

  private constructor(products: Product[]) {
    this.#products = products;
  }

  static async open(place: Place, redis: TestRedis, folder: string): Promise<House> {
    if (place.kind !== 'postgres') throw new BadOption('Several processes need PostgreSQL.');
    const env = { DEMO: '0', LOG_LEVEL: 'error', DATABASE_URL: place.url, REDIS_URL: redis.url };
    const products: Product[] = [];
    for (let i = 0; i < PROCESSES; i++) products.push(await startProduct({ folder, env, port: await freePort() }));
    return new House(products);
  }

  get homes(): readonly string[] {
    return this.#products.map(({ url }) => url);
  }

  get pids(): readonly number[] {
    return this.#products.map(({ pid }) => pid);
  }

  async restart(i: number): Promise<void> {
    const product = must(this.#products[i]);
    await product.stop();
    this.#products[i] = await product.restart();
  }

  hang(i: number): void {
    process.kill(must(this.#products[i]).pid, 'SIGSTOP');
  }

  goOn(i: number): void {
    process.kill(must(this.#products[i]).pid, 'SIGCONT');
  }

  async close(): Promise<void> {
    for (const product of this.#products) await product.kill();
  }
}

class Crowd {
  readonly #guests: Guest[];
  readonly #typists: Guest[];
  readonly #words = new Map<DocumentName, Set<string>>();
  readonly #rng: Rng;

  constructor(house: House, { cookies, documents }: Awaited<ReturnType<typeof assembleCast>>, size: number, rng: Rng) {
    this.#rng = rng;
    for (const document of documents) this.#words.set(document, new Set());
    this.#guests = Array.from({ length: size }, (_, i) => {
      const document = must(documents[i % documents.length]);
      const cookie = must(cookies[i % cookies.length]);
      const home = () => pick(rng, house.homes);
      const random = () => rng.next();
      const onSaved = (word: string) => must(this.#words.get(document)).add(word);
      return new Guest({ name: `w${String(i)}d0`, document, cookie, home, random, onSaved });
    });
    this.#typists = this.#guests.filter((_, i) => i % TYPISTS === 0);
  }

  get saved(): number {
    return [...this.#words.values()].reduce((sum, words) => sum + words.size, 0);
  }

  async arrive(): Promise<void> {
    for (const guest of this.#guests) guest.come();
    await this.#settled();
  }

  async leave(): Promise<void> {
    await this.#settled();
    await Promise.all(this.#guests.map((guest) => guest.go()));
  }

  /** Everybody is in, and has handed over what they typed. */
  async #settled(): Promise<void> {
    while (!this.#guests.every(({ isIn, pen }) => isIn && pen.isSaved)) await pause(20);
  }

  async typeFor(ms: number): Promise<void> {
    const end = Date.now() + ms;
    while (Date.now() < end) {
      for (const guest of this.#typists) if (this.#rng.next() < 0.1) guest.pen.typeWord();
      await pause(WORD_MS / 10);
    }
  }

  /** From the first farewell until 95 of 100 of those who were sent away are let in and level again, in milliseconds. */
  async timeUntilBack(strike: () => Promise<void>): Promise<number> {
    const away = new Set<Guest>();
    let [first, enough] = [0, 0];
    for (const guest of this.#guests) {
      guest.onAway = () => {
        first ||= Date.now();
        away.add(guest);
      };
      guest.onBack = () => {
        const back = [...away].filter(({ isIn }) => isIn).length;
        if (back >= 0.95 * away.size) enough ||= Date.now();
        else enough = 0;
      };
    }
    await Promise.all([strike(), this.typeFor(4000)]);
    while (enough === 0) await pause(20);
    return enough - first;
  }

  /** Until every window shows what had been saved by now, in milliseconds. */
  async timeUntilLevel(): Promise<number> {
    const [from, saved] = [Date.now(), new Map([...this.#words].map(([name, words]) => [name, [...words]]))];
    let waiting = this.#guests;
    while (waiting.length > 0) {
      waiting = waiting.filter(({ pen }) => {
        const text = scriptOf(pen.doc);
        return !(saved.get(pen.document as DocumentName) ?? []).every((word) => text.includes(word));
      });
      await pause(10);
    }
    return Date.now() - from;
  }

  /** What the database lacks of what was called saved, has twice, or has a hole in. */
  async inspect(place: Place): Promise<string[]> {
    const database = await openPlace(place);
    const store = createDocumentStore(database.db);
    const faults: string[] = [];
    for (const [name, words] of this.#words) {
      const { doc, loaded } = must(await loadDocument(store, name));
      const text = scriptOf(doc);
      const lost = [...words].filter((word) => !text.includes(word));
      const doubled = [...words].filter((word) => text.split(word).length > 2);
      if (lost.length + doubled.length > 0) faults.push(`${name}: lost ${lost.join(' ')}, twice ${doubled.join(' ')}`);
      const rows = await store.log(name, loaded.epoch, 0, 1_000_000);
      if (rows.some(({ seq }, i) => seq !== i + 1)) faults.push(`${name}: the log has holes`);
    }
    await database.close();
    return faults;
  }
}

function scriptOf(doc: Guest['pen']['doc']): string {
  return readScript(doc)
    .map(({ text }) => text)
    .join('\n');
}
