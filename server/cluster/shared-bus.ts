import type { Clock } from '#shared/lib/clock.ts';
import type { Bus, ProcessId, Topic } from './port.ts';

/** Carries text between the processes; what is said while it is broken is lost. */
export interface Line {
  send(text: string): void;
  onText(listener: (text: string) => void): void;
}

/** Every process is heard this often, in milliseconds, by itself too: that is how it knows that the line carries. */
const BEAT_MS = 500;
/** Silence after which the line, or another process, counts as gone. */
const SILENT_MS = 1_500;

type Word =
  | { readonly kind: 'beat' | 'bye'; readonly from: ProcessId }
  | { readonly kind: 'word'; readonly from: ProcessId; readonly topic: Topic; readonly message: unknown };

type Hearer = (message: unknown, from: ProcessId) => void;

/** A bus over a line that several processes share. */
export class SharedBus implements Bus {
  readonly alone = false;
  readonly process: ProcessId;
  readonly #line: Line;
  readonly #clock: Clock;
  readonly #hearers = new Map<Topic, Set<Hearer>>();
  readonly #onReturn = new Set<() => void>();
  readonly #onPeer = new Set<(process: ProcessId) => void>();
  readonly #onGone = new Set<(process: ProcessId) => void>();
  /** When each process was last heard. */
  readonly #heard = new Map<ProcessId, number>();
  readonly #timer: NodeJS.Timeout;
  #connected = false;

  constructor(process: ProcessId, line: Line, clock: Clock) {
    this.process = process;
    this.#line = line;
    this.#clock = clock;
    line.onText((text) => this.#take(text));
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
    this.#timer.unref();
    this.#beat();
  }

  get connected(): boolean {
    return this.#connected;
  }

  say(topic: Topic, message: object): void {
    this.#send({ kind: 'word', from: this.process, topic, message });
  }

  hear(topic: Topic, listener: Hearer): () => void {
    const hearers = this.#hearers.get(topic) ?? new Set<Hearer>();
    this.#hearers.set(topic, hearers.add(listener));
    return () => hearers.delete(listener);
  }

  onReturn(listener: () => void): () => void {
    this.#onReturn.add(listener);
    return () => this.#onReturn.delete(listener);
  }

  onPeer(listener: (process: ProcessId) => void): () => void {
    this.#onPeer.add(listener);
    return () => this.#onPeer.delete(listener);
  }

  onGone(listener: (process: ProcessId) => void): () => void {
    this.#onGone.add(listener);
    return () => this.#onGone.delete(listener);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#send({ kind: 'bye', from: this.process });
  }

  #send(word: Word): void {
    this.#line.send(JSON.stringify(word));
  }

  #beat(): void {
    const silentSince = this.#clock.now() - SILENT_MS;
    for (const [process, at] of this.#heard) if (at < silentSince) this.#forget(process);
    this.#send({ kind: 'beat', from: this.process });
  }

  #forget(process: ProcessId): void {
    this.#heard.delete(process);
    if (process === this.process) this.#connected = false;
    else for (const listener of this.#onGone) listener(process);
  }

  #found(process: ProcessId): void {
    if (process === this.process) {
      this.#connected = true;
      for (const listener of this.#onReturn) listener();
    } else for (const listener of this.#onPeer) listener(process);
  }

  #take(text: string): void {
    const word = readWord(text);
    if (!word) return;
    if (word.kind === 'bye') {
      if (word.from !== this.process) this.#forget(word.from);
      return;
    }
    const isNew = !this.#heard.has(word.from);
    this.#heard.set(word.from, this.#clock.now());
    if (isNew) this.#found(word.from);
    if (word.kind !== 'word' || word.from === this.process) return;
    for (const listener of this.#hearers.get(word.topic) ?? []) listener(word.message, word.from);
  }
}

function readWord(text: string): Word | null {
  try {
    const word = JSON.parse(text) as Partial<Word> | null;
    return typeof word?.from === 'string' ? (word as Word) : null;
  } catch {
    return null;
  }
}
