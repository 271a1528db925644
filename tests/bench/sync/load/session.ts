import { setTimeout as pause } from 'node:timers/promises';
import { must } from '#shared/lib/assert.ts';
import { seededRng } from '#shared/lib/rng.ts';
import { randomClient } from '../content.ts';
import type { ServerName } from '../servers.ts';
import { Histogram, type Times } from './histogram.ts';
import { schedule } from './schedule.ts';
import { Window, type WindowEvents } from './window.ts';

export interface OpenOptions {
  readonly server: ServerName;
  readonly port: number;
  readonly documents: readonly string[];
  readonly windowsPerDocument: number;
  /** Cookie headers of people, who take turns. */
  readonly cookies: readonly string[];
  readonly seed: number;
  /** How many sockets are opened at a time. */
  readonly atOnce: number;
}

export interface Opened {
  /** From asking for a socket to having the document. */
  readonly synced: Times;
  /** From the first to the last. */
  readonly totalMs: number;
  /** The largest document that came, in bytes. */
  readonly stateBytes: number;
  readonly closed: readonly number[];
}

export interface TypeOptions {
  /** Counted seconds, after those in which everything warms up. */
  readonly seconds: number;
  readonly warmUp: number;
  /** Of each window. */
  readonly wordsPerSecond: number;
  readonly cursorsPerSecond: number;
  /** Instead of a rate: each window keeps this many words on their way. */
  readonly inFlight: number;
}

export interface Typed {
  /** From sending a word to its arrival at each other window. */
  readonly words: Times;
  /** From sending a word to the word that it is durable. */
  readonly acks: Times;
  /** From moving a caret to its arrival at the document's first window. */
  readonly cursors: Times;
  /** Words that arrived, each at each window, in a second. */
  readonly deliveredPerSecond: number;
  readonly sentPerSecond: number;
  /** Of the words that were sent, how many never arrived somewhere. */
  readonly missing: number;
  readonly closed: readonly number[];
  /** What the generator itself used of one core, 0 to 1. */
  readonly generatorLoad: number;
}

/** How long a run waits for words that are still on their way, in milliseconds. */
const LINGER_MS = 3000;

/** Words made beforehand for windows that type as fast as they may; those beyond are made on the way. */
const PREPARED_PER_SECOND = 15_000;

/** The windows of one measurement. */
export class Session {
  readonly #windows: Window[] = [];
  readonly #perDocument: number;
  readonly #closed: number[] = [];
  #words = new Histogram();
  #acks = new Histogram();
  #cursors = new Histogram();
  #countFrom = Infinity;
  #arrived = 0;
  #arrivedCounted = 0;
  #sent = 0;
  #inFlight = 0;
  #reading = true;
  readonly #mayType = new Set<Window>();
  readonly #options: OpenOptions;

  constructor(options: OpenOptions) {
    const { documents, windowsPerDocument, cookies, seed } = options;
    this.#options = options;
    this.#perDocument = windowsPerDocument;
    const rng = seededRng(seed);
    const events = this.#events();
    documents.forEach((document, d) => {
      const neighbours: Window[] = [];
      for (let writer = 0; writer < windowsPerDocument; writer++) {
        const cookie = must(cookies[(d * windowsPerDocument + writer) % cookies.length]);
        const place = { document, cookie, writer, windows: windowsPerDocument, neighbours };
        this.#windows.push(new Window({ ...options, ...place, clientId: randomClient(rng) }, events));
      }
    });
  }

  /** Opens all windows. */
  async open(): Promise<Opened> {
    const synced = new Histogram();
    const began = performance.now();
    const waiting = [...this.#windows];
    const openSome = async () => {
      for (let window = waiting.shift(); window; window = waiting.shift()) {
        await window.open();
        synced.add(window.syncedAt - window.askedAt);
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.#options.atOnce, waiting.length) }, openSome));
    const totalMs = performance.now() - began;
    const stateBytes = Math.max(...this.#windows.map((window) => window.stateBytes));
    return { synced: synced.times(), totalMs, stateBytes, closed: [...this.#closed] };
  }

  /** Sends what later words stand in, or any update, through the first window of each document. */
  write(update: Uint8Array): void {
    for (const window of this.#windows) if (window.writer === 0) window.write(update);
  }

  /** Waits until everything written is acknowledged, which ours alone does. */
  async acked(): Promise<void> {
    const deadline = performance.now() + 30_000;
    while (this.#windows.some((window) => window.acked < window.writtenAt.length)) {
      if (performance.now() > deadline) throw new Error('Not everything was acknowledged.');
      await pause(5);
    }
  }

  begin(): void {
    for (const window of this.#windows) window.begin();
  }

  /** The first window reads nothing any more, or again. */
  read(again: boolean): void {
    this.#reading = again;
    if (again) this.#windows[0]?.readOn();
    else this.#windows[0]?.stopReading();
  }

  closedCodes(): number[] {
    return [...this.#closed];
  }

  close(): void {
    for (const window of this.#windows) window.close();
  }

  async type(options: TypeOptions): Promise<Typed> {
    const { seconds, warmUp, inFlight } = options;
    this.#prepare(options);
    this.#reset(performance.now() + warmUp * 1000, inFlight);
    const arrivedBefore = this.#arrived;
    const sentBefore = this.#sent;
    const cpu = process.cpuUsage();
    const began = performance.now();
    if (inFlight > 0) await this.#keepInFlight(warmUp + seconds);
    else await this.#atRate(options);
    const took = performance.now() - began;
    const spent = process.cpuUsage(cpu);
    const arrivedInTime = this.#arrivedCounted;
    const expected = (this.#sent - sentBefore) * (this.#perDocument - 1);
    await this.#linger(() => this.#arrived - arrivedBefore >= expected);
    return {
      ...{ words: this.#words.times(), acks: this.#acks.times(), cursors: this.#cursors.times() },
      deliveredPerSecond: arrivedInTime / (took / 1000 - warmUp),
      sentPerSecond: (this.#sent - sentBefore) / (took / 1000),
      missing: expected - (this.#arrived - arrivedBefore),
      closed: [...this.#closed],
      generatorLoad: (spent.user + spent.system) / 1000 / took,
    };
  }

  #events(): WindowEvents {
    return {
      onWord: (window, writer, number) => this.#onWord(window, writer, number),
      onCursor: (window, writer, number) => {
        if (writer === window.writer) return;
        const movedAt = window.neighbours[writer]?.movedAt[number] ?? 0;
        if (movedAt >= this.#countFrom) this.#cursors.add(performance.now() - movedAt);
      },
      onAck: (window, writes) => {
        const now = performance.now();
        for (; window.acked < writes; window.acked++) {
          const at = must(window.writtenAt[window.acked]);
          if (at >= this.#countFrom) this.#acks.add(now - at);
        }
      },
      onChunk: () => {
        for (const window of this.#mayType) {
          const words = this.#inFlight - window.inFlight;
          if (words > 0) this.#typeWords(window, words);
        }
        this.#mayType.clear();
      },
      onClose: (_window, code) => this.#closed.push(code),
    };
  }

  #onWord(window: Window, writer: number, number: number): void {
    this.#arrived += 1;
    const from = must(window.neighbours[writer]);
    const now = performance.now();
    const sentAt = must(from.sentAt[number]);
    if (now >= this.#countFrom) this.#arrivedCounted += 1;
    if (sentAt >= this.#countFrom) this.#words.add(now - sentAt);
    if (this.#inFlight > 0 && window.writer === (writer + 1) % this.#perDocument) {
      from.inFlight -= 1;
      this.#mayType.add(from);
    }
  }

  #prepare({ seconds, warmUp, wordsPerSecond, inFlight }: TypeOptions): void {
    const rate = inFlight > 0 ? PREPARED_PER_SECOND / this.#windows.length : wordsPerSecond * 1.2;
    const words = Math.ceil((seconds + warmUp) * rate) + 2;
    for (const window of this.#windows) window.prepare(words);
  }

  #reset(countFrom: number, inFlight: number): void {
    this.#words = new Histogram();
    this.#acks = new Histogram();
    this.#cursors = new Histogram();
    this.#countFrom = countFrom;
    this.#arrivedCounted = 0;
    this.#inFlight = inFlight;
  }

  async #atRate({ seconds, warmUp, wordsPerSecond, cursorsPerSecond }: TypeOptions): Promise<void> {
    const span = (seconds + warmUp) * 1000;
    const rng = seededRng(this.#options.seed + 1);
    const words = schedule(this.#windows.length, wordsPerSecond, span, rng);
    const cursors = schedule(this.#windows.length, cursorsPerSecond, span, rng);
    const began = performance.now();
    for (let now = 0; now < span; now = performance.now() - began) {
      for (const window of words.due(now)) this.#typeWords(must(this.#windows[window]), 1);
      for (const window of cursors.due(now)) must(this.#windows[window]).moveCursor();
      await pause(1);
    }
  }

  async #keepInFlight(seconds: number): Promise<void> {
    for (const window of this.#windows) this.#typeWords(window, this.#inFlight);
    await pause(seconds * 1000);
    this.#inFlight = 0;
  }

  #typeWords(window: Window, words: number): void {
    window.inFlight += words;
    this.#sent += words;
    window.type(words);
  }

  async #linger(done: () => boolean): Promise<void> {
    const deadline = performance.now() + LINGER_MS;
    while (this.#reading && !done() && performance.now() < deadline) await pause(5);
    for (const window of this.#windows) window.inFlight = 0;
  }
}
