import { fork, type ChildProcess } from 'node:child_process';
import * as Y from 'yjs';
import { must } from '#shared/lib/assert.ts';
import { pick, randomInt, seededRng, type Rng } from '#shared/lib/rng.ts';
import { MESSAGE, SYNC } from '#shared/protocol/index.ts';
import { hasPending } from '#server/sync/document.ts';
import { SyncLine, documentUrl } from '#tests/e2e/support/sync-line.ts';
import { DOCUMENT, setPanel, typeLine } from '#tests/sync/network.ts';
import { ATTACKS, MAY_BE_PROPER } from './corpus.ts';
import { awareness, frame } from '#tests/builders/forge.ts';
import { HostileSocket } from './slot.ts';
import type { Report, Turn } from './victim.ts';

export interface AttackReport {
  /** What should not have happened, in words; nothing when all went well. */
  readonly faults: readonly string[];
  /** How often each kind was sent, and how often it ended the socket. */
  readonly kinds: Readonly<Record<string, { readonly sent: number; readonly refused: number }>>;
  readonly rows: number;
  readonly honestEdits: number;
  /** Worst of all batches; milliseconds. */
  readonly delay: { readonly p99: number; readonly max: number };
  /** The turn of the server's event loop that took most of the processor. */
  readonly turn: Turn;
  /** By kind, the frame that took most of the processor; only what took 3 ms or more. */
  readonly slow: Readonly<Record<string, SlowFrame>>;
  readonly frames: number;
  /** Megabytes more than after the first batch. */
  readonly grown: { readonly rss: number; readonly heap: number };
}

export interface SlowFrame {
  /** Processor time of the serving thread, at most. */
  readonly ms: number;
  readonly bytes: number;
  /** With this seed it comes first, to a document that may differ. */
  readonly seed: number;
}

/** What was sent, frame by frame. */
interface Sent {
  readonly kind: string;
  readonly seed: number;
}

const ROLES = ['wendy', 'dirk', 'vic'];
const SOCKETS_EACH = 12;
const BATCH = 2500;
/** A socket that is neither refused nor answered for so long, in milliseconds, is a fault. */
const PATIENCE_MS = 20_000;
const KINDS = Object.keys(ATTACKS);

interface Slot {
  readonly name: string;
  readonly client: number;
  socket: HostileSocket | null;
  /** Whether anything sent on this socket may have been proper. */
  mayHaveWritten: boolean;
  sentHere: number;
}

/** Sends seeded hostile frames as a writer, a director and a viewer to a server of its own, with honest people beside. */
export async function attack(
  { frames, seed }: { frames: number; seed: number },
  onProgress: (words: string) => void = () => undefined,
): Promise<AttackReport> {
  const child = fork(new URL('./victim.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  try {
    const { url } = await answerOf<{ url: string }>(child);
    const siege = new Siege(child, documentUrl(url.replace('/sync', ''), DOCUMENT), seed);
    return await siege.run(frames, onProgress);
  } finally {
    child.disconnect();
    if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
  }
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The server ended with ${String(code)}.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}

class Siege {
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #seed: number;
  readonly #slots: Slot[];
  readonly #faults: string[] = [];
  readonly #kinds: Record<string, { sent: number; refused: number }> = {};
  /** Sessions that must not have written: nothing proper was sent, or what was sent ended the socket. */
  readonly #innocent = new Set<string>();
  /** What was sent in each session that is open, or was in this batch. */
  readonly #sentIn = new Map<string, Sent[]>();
  readonly #slow: Record<string, SlowFrame> = {};
  #frames = 0;
  #sessions = 0;
  #sent = 0;
  #state: { version: number; bytes: Uint8Array; vector: Uint8Array } | null = null;
  #observer!: SyncLine;
  #honest: SyncLine[] = [];
  #honestEdits = 0;
  #stopped = false;
  /** While somebody looks, honest people hold their pens still, too. */
  #looking: Promise<void> = Promise.resolve();
  #writing = 0;

  constructor(child: ChildProcess, url: string, seed: number) {
    const rng = seededRng(seed);
    this.#child = child;
    this.#url = url;
    this.#seed = seed;
    this.#slots = ROLES.flatMap((name) =>
      Array.from({ length: SOCKETS_EACH }, () => ({
        ...{ name, client: 1000 + randomInt(rng, 2 ** 31), socket: null, mayHaveWritten: false, sentHere: 0 },
      })),
    );
  }

  async run(frames: number, onProgress: (words: string) => void): Promise<AttackReport> {
    const caller = (cookie: string) => ({ origin: 'http://127.0.0.1', cookie });
    this.#observer = await SyncLine.open(this.#url, caller('olaf'));
    this.#honest = [await SyncLine.open(this.#url, caller('ana')), await SyncLine.open(this.#url, caller('ben'))];
    // Shown, as every window shows itself: their ids are theirs before they have written anything.
    for (const line of this.#honest) {
      line.send(frame(MESSAGE.awareness, null, awareness([[line.doc.clientID, 1, '{}']])));
    }
    const honest = Promise.all(this.#honest.map((line, i) => this.#typeOn(line, i)));
    const delay = { p99: 0, max: 0 };
    let turn: Turn = { ms: 0, frames: 0, bytes: 0, garbageMs: 0 };
    let first: Report | null = null;
    let last: Report | null = null;
    while (this.#sent < frames && this.#faults.length < 10) {
      const until = Math.min(frames, this.#sent + BATCH);
      await Promise.all(this.#slots.map((slot) => this.#storm(slot, until)));
      last = await this.#look();
      first ??= last;
      delay.p99 = Math.max(delay.p99, last.delay.p99);
      delay.max = Math.max(delay.max, last.delay.max);
      if (last.turn.ms > turn.ms) turn = last.turn;
      this.#name(last);
      onProgress(
        `${String(this.#sent)} attacks, ${String(last.rows)} rows, longest turn ${last.turn.ms.toFixed(0)} ms (${last.turn.garbageMs.toFixed(0)} of garbage), ` +
          `slowest frame ${(last.slow[0]?.ms ?? 0).toFixed(0)} ms of processor, RSS ${last.rss.toFixed(0)} MB`,
      );
    }
    this.#stopped = true;
    await honest;
    for (const { socket } of this.#slots) await socket?.close();
    for (const line of [this.#observer, ...this.#honest]) line.close();
    const grown = { rss: must(last).rss - must(first).rss, heap: must(last).heap - must(first).heap };
    return {
      ...{ faults: this.#faults, kinds: this.#kinds, rows: must(last).rows, honestEdits: this.#honestEdits },
      ...{ delay, turn, slow: this.#slow, frames: this.#frames, grown },
    };
  }

  /** Puts a name to the frames that were slow, and forgets what was sent on sockets that are gone. */
  #name({ slow }: Report): void {
    for (const { ms, bytes, session, number } of slow) {
      const { kind, seed } = this.#sentIn.get(session)?.[number] ?? { kind: 'an honest person’s', seed: this.#seed };
      if (ms > (this.#slow[kind]?.ms ?? 0)) this.#slow[kind] = { ms, bytes, seed };
    }
    const open = new Set(this.#slots.map(({ socket }) => socket?.session));
    for (const session of this.#sentIn.keys()) if (!open.has(session)) this.#sentIn.delete(session);
  }

  /** Somebody who works on, and must not notice anything. */
  async #typeOn(line: SyncLine, number: number): Promise<void> {
    while (!this.#stopped) {
      await this.#looking;
      this.#writing += 1;
      const durable = await line.edit((doc) => {
        const script = doc.getXmlFragment('script');
        if (script.length > 12) script.delete(1, 6);
        else typeLine(doc, `line ${String(this.#honestEdits)}`);
        setPanel(doc, `panel${String(number)}`, `caption ${String(this.#honestEdits)}`);
      });
      this.#writing -= 1;
      if (!durable) {
        this.#fault(`an honest person was thrown out: ${JSON.stringify(await line.ended)}`);
        return;
      }
      this.#honestEdits += 1;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  async #storm(slot: Slot, until: number): Promise<void> {
    while (this.#sent < until && this.#faults.length < 10) {
      const seed = this.#seed + this.#sent++;
      const rng = seededRng(seed);
      const socket = await this.#socketOf(slot);
      const kind = pick(rng, KINDS);
      const { state, vector } = this.#mirror();
      const frames = must(ATTACKS[kind])(this.#attacker(slot, state, rng));
      this.#note(socket.session, frames.length, { kind, seed });
      const inPieces = frames.length === 1 && (frames[0]?.length ?? 0) < 2000 && rng.next() < 0.02;
      if (inPieces) socket.sendInPieces(must(frames[0]));
      const outcome = await socket.attack(inPieces ? [] : frames, vector, PATIENCE_MS);
      const counted = (this.#kinds[kind] ??= { sent: 0, refused: 0 });
      counted.sent += 1;
      if (outcome === 'refused') counted.refused += 1;
      if (outcome === 'fault') this.#fault(`“${kind}” by ${slot.name} ended with ${String(socket.code ?? 'silence')}`);
      await this.#settle(slot, kind, outcome === 'taken');
    }
  }

  /** The question that follows every attack is a frame, too. */
  #note(session: string, frames: number, sent: Sent): void {
    this.#frames += frames;
    const all = this.#sentIn.get(session) ?? [];
    for (let i = 0; i < frames; i++) all.push(sent);
    all.push({ kind: 'the question after an attack', seed: sent.seed });
    this.#sentIn.set(session, all);
  }

  /** A socket on which something proper may have passed is not used again: what it wrote is its own affair. */
  async #settle(slot: Slot, kind: string, taken: boolean): Promise<void> {
    const socket = must(slot.socket);
    slot.sentHere += 1;
    if (taken && MAY_BE_PROPER.has(kind) && slot.name !== 'vic') slot.mayHaveWritten = true;
    if (!slot.mayHaveWritten) this.#innocent.add(socket.session);
    if (!slot.mayHaveWritten && taken && slot.sentHere < 20) return;
    if (slot.mayHaveWritten) this.#innocent.delete(socket.session);
    slot.socket = null;
    await socket.close();
  }

  async #socketOf(slot: Slot): Promise<HostileSocket> {
    if (slot.socket?.isOpen) return slot.socket;
    const cookie = `${slot.name}#${String(++this.#sessions)}`;
    slot.socket = await HostileSocket.open(this.#url, cookie);
    slot.mayHaveWritten = false;
    slot.sentHere = 0;
    return slot.socket;
  }

  /** The document as an observer has it; encoded again only when it has changed. */
  #mirror(): { state: Uint8Array; vector: Uint8Array } {
    const { doc, heard } = this.#observer;
    if (this.#state?.version !== heard) {
      const vector = frame(MESSAGE.sync, SYNC.step1, Y.encodeStateVector(doc));
      this.#state = { version: heard, bytes: Y.encodeStateAsUpdate(doc), vector };
    }
    return { state: this.#state.bytes, vector: this.#state.vector };
  }

  #attacker({ client, name }: Slot, state: Uint8Array, rng: Rng) {
    const { store } = this.#observer.doc;
    const others = this.#honest.map(({ doc }) => doc.clientID);
    return {
      ...{ rng, state },
      get valid() {
        return properUpdate(rng, state, client, name);
      },
      own: { client, clock: Y.getState(store, client) },
      others: others.map((id) => ({ client: id, clock: Y.getState(store, id) })),
    };
  }

  /** Between two batches, when nothing hostile is under way. */
  async #look(): Promise<Report> {
    let goOn: () => void = () => undefined;
    this.#looking = new Promise((resolve) => (goOn = resolve));
    while (this.#writing > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    try {
      const report = await this.#compare();
      this.#innocent.clear();
      return report;
    } finally {
      goOn();
    }
  }

  async #compare(): Promise<Report> {
    const answer = answerOf<Report>(this.#child);
    this.#child.send('report');
    const report = await answer;
    for (const session of report.wrote) {
      if (this.#innocent.has(session)) this.#fault(`${session} wrote rows by “${this.#sentBy(session)}”`);
      if (session.startsWith('session-vic')) this.#fault('a viewer wrote rows');
    }
    if (report.misnamed > 0) this.#fault('a row names another user than its session’s');
    for (const message of report.errors) this.#fault(`the server logged: ${message}`);
    const fresh = await SyncLine.open(this.#url, { origin: 'http://127.0.0.1', cookie: 'olaf' });
    await this.#observer.ask();
    const { doc, heard } = this.#observer;
    if (heard !== report.rows) this.#fault(`${String(report.rows)} rows were stored and ${String(heard)} broadcast`);
    const alike = Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(fresh.doc));
    if (!alike) this.#fault('somebody who was there all the time has another document than a newcomer');
    for (const each of [doc, fresh.doc]) if (hasPending(each)) this.#fault('an observer waits for something');
    fresh.close();
    return report;
  }

  #sentBy(session: string): string {
    const kinds = this.#sentIn.get(session)?.map(({ kind, seed }) => `${kind} (--seed ${String(seed)})`);
    return kinds?.join(', ') ?? 'an honest person';
  }

  #fault(words: string): void {
    this.#faults.push(words);
  }
}

/** Something that this person's window might send. */
function properUpdate(rng: Rng, state: Uint8Array, client: number, name: string): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  const script = doc.getXmlFragment('script');
  if (name !== 'dirk' && script.length > 0 && rng.next() < 0.6) {
    if (rng.next() < 0.5) typeLine(doc, `words ${String(randomInt(rng, 1000))}`, randomInt(rng, script.length));
    else script.delete(randomInt(rng, script.length), 1);
  } else setPanel(doc, `panel${String(randomInt(rng, 5))}`, `caption ${String(randomInt(rng, 1000))}`);
  const update = Y.encodeStateAsUpdate(doc, before);
  doc.destroy();
  return update;
}
