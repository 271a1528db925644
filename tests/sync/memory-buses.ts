import type { Bus, ProcessId, Topic } from '#server/cluster/index.ts';

type Listener<T extends unknown[]> = (...args: T) => void;

/** Several processes in one, on lines that a test can cut. Words arrive at once, or are lost. */
export class MemoryBuses {
  readonly #members = new Map<ProcessId, Member>();
  readonly #loses: () => boolean;

  constructor(loses: () => boolean = () => false) {
    this.#loses = loses;
  }

  join(process: ProcessId): Bus {
    const member = new Member(process, (topic, message) => {
      const text = JSON.stringify(message);
      if (!member.connected) return;
      for (const other of this.#others(process)) if (!this.#loses()) other.take(topic, JSON.parse(text), process);
    });
    this.#members.set(process, member);
    for (const other of this.#others(process)) other.onPeer.tell(process);
    return member;
  }

  /** Nobody hears this process any more, nor does it hear them. */
  cut(process: ProcessId): void {
    const others = this.#others(process);
    this.#member(process).connected = false;
    for (const other of others) {
      other.onGone.tell(process);
      this.#member(process).onGone.tell(other.process);
    }
  }

  /** The process is gone for good, and the others notice. */
  leave(process: ProcessId): void {
    if (this.#member(process).connected) this.cut(process);
    this.#members.delete(process);
  }

  isCut(process: ProcessId): boolean {
    return !this.#member(process).connected;
  }

  heal(process: ProcessId): void {
    const member = this.#member(process);
    member.connected = true;
    member.onReturn.tell();
    for (const other of this.#others(process)) {
      member.onPeer.tell(other.process);
      other.onPeer.tell(process);
    }
  }

  #member(process: ProcessId): Member {
    const member = this.#members.get(process);
    if (!member) throw new Error(`${process} never joined.`);
    return member;
  }

  #others(process: ProcessId): Member[] {
    return [...this.#members.values()].filter((other) => other.process !== process && other.connected);
  }
}

class Listeners<T extends unknown[]> {
  readonly #listeners = new Set<Listener<T>>();

  add = (listener: Listener<T>): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  tell(...args: T): void {
    for (const listener of this.#listeners) listener(...args);
  }
}

class Member {
  readonly alone = false;
  connected = true;
  readonly process: ProcessId;
  readonly say: Bus['say'];
  readonly #topics = new Map<Topic, Listeners<[unknown, ProcessId]>>();
  readonly #return = new Listeners<[]>();
  readonly #peer = new Listeners<[ProcessId]>();
  readonly #gone = new Listeners<[ProcessId]>();
  readonly onReturn = Object.assign(this.#return.add, { tell: () => this.#return.tell() });
  readonly onPeer = Object.assign(this.#peer.add, { tell: (process: ProcessId) => this.#peer.tell(process) });
  readonly onGone = Object.assign(this.#gone.add, { tell: (process: ProcessId) => this.#gone.tell(process) });

  constructor(process: ProcessId, say: Bus['say']) {
    this.process = process;
    this.say = say;
  }

  hear: Bus['hear'] = (topic, listener) => {
    const listeners = this.#topics.get(topic) ?? new Listeners<[unknown, ProcessId]>();
    this.#topics.set(topic, listeners);
    return listeners.add(listener);
  };

  take(topic: Topic, message: unknown, from: ProcessId): void {
    this.#topics.get(topic)?.tell(message, from);
  }
}
