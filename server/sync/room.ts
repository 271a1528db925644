import * as Y from 'yjs';
import type { DocumentStore, LoadedDocument } from '#db/index.ts';
import { parseDocumentName, rootsOf, type ProjectDoc } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { DocumentName, UserId } from '#shared/lib/ids.ts';
import { CLOSE, SYNC, type CloseCode } from '#shared/protocol/index.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { hasPending, loadDocument } from './document.ts';
import { syncFrame } from './frames.ts';
import { judge, type Guarded, type Verdict, type Writer } from './guard.ts';
import type { Journal, OnOutcome } from './journal.ts';
import type { Log } from './log.ts';
import { Presence, type PresencePeer } from './presence.ts';

export interface RoomPeer extends PresencePeer {
  sendDocument(frame: Uint8Array): void;
  close(code: CloseCode, reason: string): void;
}

export interface Author {
  readonly userId: UserId;
  /** Hash of the session, or `server`. */
  readonly sessionId: string;
}

export interface RoomDeps {
  readonly store: DocumentStore;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: RoomLimits;
  /** The room is over and may be made anew. */
  onGone(room: Room): void;
}

export interface RoomLimits {
  /** How long an empty room stays in memory, in milliseconds. */
  readonly idleMs: number;
  /** Rows after which a checkpoint is written. */
  readonly checkpointRows: number;
}

/** What a live or draining room holds. */
interface Open extends Guarded {
  readonly doc: Y.Doc;
  readonly at: { readonly name: DocumentName; readonly epoch: number; readonly fence: number };
  readonly schemaVersion: number;
  readonly presence: Presence;
  /** Client ids whose owner is in the database or on its way there. */
  readonly owners: Map<number, UserId>;
}

/**
 * loading → live → draining → gone, and from draining back to live when somebody joins. Nothing is answered or applied
 * before the document is complete, and its memory is let go only when everything is committed.
 */
type Life =
  | { readonly kind: 'loading'; readonly loaded: Promise<void> }
  | { readonly kind: 'live'; readonly open: Open }
  | { readonly kind: 'draining'; readonly open: Open }
  | { readonly kind: 'gone' };

/** Why a room can't be had: no such document, or its storage does not answer. */
export class RoomUnavailable extends Error {
  readonly code: CloseCode;

  constructor(code: CloseCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The last committed row and what has been put after it. */
interface Progress {
  seq: number;
  checkpointSeq: number;
  /** Another process wrote rows that this room has not read: it is no measure of what is stored. */
  behind: boolean;
}

interface Applying {
  readonly author: Author;
  readonly from: RoomPeer | null;
  readonly newClients: readonly number[];
}

/** One live document: the one instance of it in this process. */
export class Room {
  readonly name: DocumentName;
  readonly #deps: RoomDeps;
  readonly #peers = new Set<RoomPeer>();
  readonly #progress: Progress = { seq: 0, checkpointSeq: 0, behind: false };
  #life: Life;
  #edits = 0;
  #idleTimer: NodeJS.Timeout | null = null;
  /** Set while something is applied: to whom the changes belong. */
  #applying: Applying | null = null;
  #applied = 0;

  constructor(name: DocumentName, deps: RoomDeps) {
    this.name = name;
    this.#deps = deps;
    const loaded = this.#load();
    loaded.catch(() => undefined);
    this.#life = { kind: 'loading', loaded };
  }

  get isGone(): boolean {
    return this.#life.kind === 'gone';
  }

  get size(): number {
    return this.#peers.size;
  }

  /** Resolves when the document is complete, or the room gone. Rejects with RoomUnavailable when it can't be loaded. */
  async ready(): Promise<void> {
    if (this.#life.kind === 'loading') await this.#life.loaded;
  }

  /** Only into a room that is not gone. A draining one comes back to life. */
  join(peer: RoomPeer): void {
    const open = this.#revive();
    this.#peers.add(peer);
    peer.sendDocument(syncFrame(SYNC.step1, Y.encodeStateVector(open.doc)));
    open.presence.join(peer);
  }

  leave(peer: RoomPeer): void {
    if (!this.#peers.delete(peer) || this.#life.kind === 'gone') return;
    this.#open().presence.leave(peer);
    this.#drainWhenIdle();
  }

  /** What a replica with this state vector lacks; null for bytes that are no state vector. */
  answer(stateVector: Uint8Array): Uint8Array | null {
    try {
      return syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.#open().doc, stateVector));
    } catch {
      return null;
    }
  }

  /** The state vector, to ask a replica for what it holds beyond it. */
  question(): Uint8Array {
    return syncFrame(SYNC.step1, Y.encodeStateVector(this.#open().doc));
  }

  heard(peer: RoomPeer, awareness: Uint8Array): boolean {
    const { presence, owners } = this.#open();
    return presence.update(peer, awareness, (client) => {
      const owner = owners.get(client);
      return owner === undefined || owner === peer.user.id;
    });
  }

  greet(peer: RoomPeer): void {
    this.#open().presence.greet(peer);
  }

  /**
   * Judges a write frame and, if it passes, applies it and hands it to everybody and to the journal. `onDurable` is
   * called when all that the frame contains is committed, whoever sent it first; never for a frame that does not pass.
   */
  write(
    peer: RoomPeer,
    writer: Writer & Author,
    kind: 'step2' | 'update',
    update: Uint8Array,
    onDurable: () => void,
  ): Verdict {
    const open = this.#open();
    const verdict = judge(open, writer, kind, update);
    if (verdict.kind !== 'pass') return verdict;
    const newClients = verdict.newClients.filter((client) => !open.owners.has(client));
    if (verdict.adds && !this.#apply(open, { author: writer, from: peer, newClients }, update)) {
      return { kind: 'hold', reason: 'could not be applied' };
    }
    this.#whenCommitted(onDurable);
    return verdict;
  }

  /** A change made by the server for a person, as one more peer. Resolves when it is durable. */
  async edit<T>(by: UserId, origin: unknown, change: (doc: ProjectDoc) => T): Promise<T> {
    const open = this.#revive();
    this.#edits += 1;
    const { clientID } = open.doc;
    const newClients = open.owners.has(clientID) ? [] : [clientID];
    try {
      let result: T;
      this.#applying = { author: { userId: by, sessionId: 'server' }, from: null, newClients };
      this.#applied = 0;
      try {
        // A change that throws has changed what it changed before: it is broadcast and kept like any other.
        result = open.doc.transact(() => change(open.doc), origin);
      } finally {
        this.#applying = null;
      }
      await this.settled();
      return result;
    } finally {
      this.#edits -= 1;
      this.#drainWhenIdle();
    }
  }

  /** Resolves when everything applied so far is committed. Rejects when the room lost its document to another owner. */
  settled(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#whenCommitted(resolve, () => {
        reject(new RoomUnavailable(CLOSE.tryLater, 'The document moved to another server.'));
      });
    });
  }

  /** The durable state; null when memory differs from the database, because changes are on their way there. */
  durableState(): { epoch: number; seq: number; state: Uint8Array } | null {
    if (this.isGone || this.#progress.behind || !this.#deps.journal.isSettled(this.name)) return null;
    const open = this.#open();
    return { epoch: open.at.epoch, seq: this.#progress.seq, state: Y.encodeStateAsUpdate(open.doc) };
  }

  /** Ends the room at once. What is in the journal is still committed; what is not was never acknowledged. */
  close(code: CloseCode, reason: string): void {
    if (this.#life.kind === 'gone') return;
    const open = this.#life.kind === 'loading' ? null : this.#life.open;
    this.#life = { kind: 'gone' };
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    open?.presence.destroy();
    open?.doc.destroy();
    const peers = [...this.#peers];
    this.#peers.clear();
    for (const peer of peers) peer.close(code, reason);
    this.#deps.onGone(this);
  }

  async #load(): Promise<void> {
    try {
      // A room of the same name may have ended with rows still on their way: the log is complete after them.
      await this.settled();
      const found = await loadDocument(this.#deps.store, this.name);
      if (this.#life.kind === 'gone') return;
      if (!found) throw new RoomUnavailable(CLOSE.notFound, 'There is no such document.');
      this.#life = { kind: 'live', open: this.#opened(found.doc, found.loaded) };
      this.#drainWhenIdle();
    } catch (error) {
      this.close(CLOSE.storageUnavailable, 'loading failed');
      if (error instanceof RoomUnavailable) throw error;
      this.#deps.log.error({ err: error, document: this.name }, 'document could not be loaded');
      throw new RoomUnavailable(CLOSE.storageUnavailable, 'The document could not be loaded.');
    }
  }

  #opened(doc: Y.Doc, { epoch, fence, schemaVersion, seq, checkpoint, clients }: LoadedDocument): Open {
    const presence = new Presence(this.#deps.clock);
    const owners = new Map(clients);
    this.#progress.seq = seq;
    this.#progress.checkpointSeq = checkpoint?.seq ?? 0;
    doc.on('update', this.#onUpdate);
    const { kind } = must(parseDocumentName(this.name));
    return {
      ...{ doc, schemaVersion, presence, owners, at: { name: this.name, epoch, fence } },
      roots: rootsOf(kind),
      // A window that has shown itself but not yet written holds its id against everybody else's.
      ownerOf: (client) =>
        client === doc.clientID ? 'server' : (owners.get(client) ?? (presence.userOf(client) as UserId | undefined)),
      isHere: (client) => presence.isHere(client),
    };
  }

  #open(): Open {
    if (this.#life.kind === 'live' || this.#life.kind === 'draining') return this.#life.open;
    throw new Error(`Assertion failed: ${this.name} is ${this.#life.kind}`);
  }

  #revive(): Open {
    const open = this.#open();
    this.#life = { kind: 'live', open };
    return open;
  }

  #apply(open: Open, applying: Applying, update: Uint8Array): boolean {
    this.#applying = applying;
    this.#applied = 0;
    try {
      Y.applyUpdate(open.doc, update, applying.from);
      if (!hasPending(open.doc)) return true;
      this.#deps.log.error({ document: this.name }, 'an update passed the guard and was not integrated');
    } catch (error) {
      this.#deps.log.error({ err: error, document: this.name }, 'an update passed the guard and could not be applied');
    } finally {
      this.#applying = null;
    }
    // The document in memory is no longer the one in the log. Everybody comes back to a fresh one.
    this.close(CLOSE.tryLater, 'the document is opened again');
    return false;
  }

  // What Yjs reports is what it changed: the parts that were known already are not written twice. Formatting that it
  // tidies up afterwards comes as a report of its own, which the author lacks too.
  #onUpdate = (update: Uint8Array): void => {
    const open = this.#open();
    const { author, from, newClients } = must(this.#applying, `a change of ${this.name} that nobody made`);
    const first = this.#applied++ === 0;
    const frame = syncFrame(SYNC.update, update);
    for (const peer of this.#peers) if (!first || peer !== from) peer.sendDocument(frame);
    for (const client of newClients) open.owners.set(client, author.userId);
    const row = { bytes: update, userId: author.userId, sessionId: author.sessionId, at: this.#deps.clock.now() };
    this.#deps.journal.push(open.at, { ...row, newClients: first ? newClients : [] }, this.#onOutcome);
  };

  #onOutcome: OnOutcome = (outcome) => {
    if (outcome.kind === 'fenced') {
      this.#deps.log.info({ document: this.name }, 'the document moved to another owner');
      this.close(CLOSE.tryLater, 'the document moved');
      return;
    }
    if (outcome.seq > this.#progress.seq + 1) this.#progress.behind = true;
    this.#progress.seq = outcome.seq;
    if (outcome.seq - this.#progress.checkpointSeq >= this.#deps.limits.checkpointRows) void this.#checkpoint();
  };

  #whenCommitted(then: () => void, otherwise?: () => void): void {
    this.#deps.journal.mark(this.name, this.#progress.seq, (outcome) => {
      if (outcome.kind === 'committed') then();
      else otherwise?.();
    });
  }

  async #checkpoint(): Promise<void> {
    this.#progress.checkpointSeq = this.#progress.seq;
    try {
      await writeCheckpoint(this.#deps.store, this.name, this.#deps.clock);
    } catch (error) {
      // Nothing is lost: the log is whole, only longer to replay.
      this.#deps.log.error({ err: error, document: this.name }, 'checkpoint could not be written');
    }
  }

  #drainWhenIdle(): void {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    if (this.#life.kind === 'gone') return;
    this.#idleTimer = setTimeout(() => void this.#drain(), this.#deps.limits.idleMs);
  }

  async #drain(): Promise<void> {
    if (this.#life.kind !== 'live' || this.#peers.size > 0 || this.#edits > 0) return;
    const draining: Life = { kind: 'draining', open: this.#life.open };
    this.#life = draining;
    try {
      await this.settled();
    } catch {
      return;
    }
    if (this.#progress.seq > this.#progress.checkpointSeq && this.#stillDraining(draining)) await this.#checkpoint();
    // Somebody may have come in meanwhile, and left again: then another drain is on its way.
    if (this.#stillDraining(draining)) this.close(CLOSE.tryLater, 'the room is empty');
  }

  #stillDraining(draining: Life): boolean {
    return this.#life === draining;
  }
}
