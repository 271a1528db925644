import * as Y from 'yjs';
import type { ClientOwner, LoadedDocument, LogRow } from '#db/index.ts';
import { parseDocumentName, rootsOf, type ProjectDoc } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { DamagedDocument } from '#shared/lib/damaged-document.ts';
import type { DocumentName, UserId } from '#shared/lib/ids.ts';
import { CLOSE, SYNC, type CloseCode } from '#shared/protocol/index.ts';
import { Answers } from './answers.ts';
import { writeCheckpoint, type CheckpointDeps } from './checkpoint.ts';
import { hasPending, loadDocument } from './document.ts';
import { FanOut, type FanOutPeer } from './fan-out.ts';
import { syncFrame } from './frames.ts';
import { judge, type Guarded, type Verdict, type Writer } from './guard.ts';
import type { Journal, OnOutcome } from './journal.ts';
import { LogPosition } from './log-position.ts';
import { LastRow } from './last-row.ts';
import type { Log } from './log.ts';
import type { NeighbourRoom, Telling } from './neighbours.ts';
import type { Seen } from './port.ts';
import { Presence, type PresenceEntry, type PresencePeer } from './presence.ts';

export interface RoomPeer extends PresencePeer, FanOutPeer {
  sendDocument(frame: Uint8Array): void;
  close(code: CloseCode, reason: string): void;
}

export interface Author {
  readonly userId: UserId;
  /** Hash of the session, or `server`. */
  readonly sessionId: string;
}

export interface RoomDeps extends CheckpointDeps {
  readonly journal: Journal;
  readonly log: Log;
  readonly limits: RoomLimits;
  readonly neighbours: Telling;
  /** No other process may write: whoever still holds the document is shut out when it is opened here. */
  readonly alone: boolean;
  /** The room is over and may be made anew. */
  onGone(room: Room): void;
}

export interface RoomLimits {
  /** How long an empty room stays in memory, in milliseconds. */
  readonly idleMs: number;
  /** Rows after which a checkpoint is written. */
  readonly checkpointRows: number;
  /** How often windows are told which row is durable, in milliseconds. */
  readonly tellRowMs: number;
}

/** What a live or draining room holds. */
interface Open extends Guarded {
  readonly doc: Y.Doc;
  readonly at: { readonly name: DocumentName; readonly epoch: number; readonly fence: number };
  readonly position: LogPosition;
  readonly lastRow: LastRow;
  readonly presence: Presence;
  readonly answers: Answers;
  /** Client ids whose owner is in the database or on its way there. */
  readonly owners: Map<number, ClientOwner>;
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

interface Applying {
  readonly author: Author;
  readonly from: RoomPeer | null;
  readonly newClients: readonly number[];
  /** Rows of the log: what they change is stored already. */
  readonly stored?: boolean;
}

/** One live document: the one instance of it in this process. */
export class Room implements NeighbourRoom {
  readonly name: DocumentName;
  readonly #deps: RoomDeps;
  readonly #peers = new Set<RoomPeer>();
  /** Those that have been told the state. Changes mean nothing to the others, and are in the answer that they wait for. */
  readonly #told = new Set<RoomPeer>();
  readonly #fanOut = new FanOut<RoomPeer>(this.#told);
  #life: Life;
  #edits = 0;
  #idleTimer: NodeJS.Timeout | null = null;
  /** Set while something is applied: to whom the changes belong. */
  #applying: Applying | null = null;
  #applied = 0;
  /** The last row that a checkpoint holds, or is about to. */
  #checkpointSeq = 0;

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

  get isLive(): boolean {
    return this.#life.kind === 'live' || this.#life.kind === 'draining';
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
    if (open.lastRow.frame) peer.sendDocument(open.lastRow.frame);
    open.presence.join(peer);
  }

  leave(peer: RoomPeer): void {
    this.#told.delete(peer);
    if (!this.#peers.delete(peer) || this.#life.kind === 'gone') return;
    this.#open().presence.leave(peer);
    this.#drainWhenIdle();
  }

  /** What a replica with this state vector lacks, and from now on what changes; null for bytes that are no state vector. */
  answer(peer: RoomPeer, stateVector: Uint8Array): Uint8Array | null {
    try {
      const answer = this.#open().answers.to(stateVector);
      this.#told.add(peer);
      return answer;
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
    // One that is known from its caret alone is bound to nobody in the database yet.
    const newClients = verdict.clients.filter((client) => !open.owners.has(client));
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

  /** What `read` finds in the document, once all that it saw is committed. */
  async look<T>(read: (doc: ProjectDoc) => T): Promise<Seen<T>> {
    const { doc, at, position } = this.#revive();
    this.#edits += 1;
    try {
      await this.upToDate();
      const found = read(doc);
      // Told at the mark itself: a moment later more may be committed than was seen.
      const seq = await this.#committed(() => position.seq);
      return { epoch: at.epoch, seq, found };
    } finally {
      this.#edits -= 1;
      this.#drainWhenIdle();
    }
  }

  /** Resolves when everything applied so far is committed. Rejects when the room lost its document to another owner. */
  settled(): Promise<void> {
    return this.#committed(() => undefined);
  }

  #committed<T>(then: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#whenCommitted(
        () => resolve(then()),
        () => reject(new RoomUnavailable(CLOSE.tryLater, 'The document moved to another server.')),
      );
    });
  }

  /** The durable state; null when memory differs from the database, because changes are on their way there. */
  durableState(): { epoch: number; seq: number; state: Uint8Array } | null {
    if (this.isGone || !this.#deps.journal.isSettled(this.name)) return null;
    const { at, position, doc } = this.#open();
    return position.isLevel ? { epoch: at.epoch, seq: position.seq, state: Y.encodeStateAsUpdate(doc) } : null;
  }

  /** Whether rows up to this one may be in the database that are not here. */
  lacks(seq: number): boolean {
    return !this.#deps.alone && this.isLive && this.#open().position.seq < seq;
  }

  /** As `upToDate`, for whoever wants to come in. Rejects with RoomUnavailable. */
  async catchUp(): Promise<void> {
    try {
      await this.upToDate();
    } catch (error) {
      this.#deps.log.error({ err: error, document: this.name }, 'rows of other processes could not be read');
      throw new RoomUnavailable(CLOSE.storageUnavailable, 'The document could not be read.');
    }
  }

  /** Resolves when everything that any process had committed by now is here. Rejects when it can't be read. */
  async upToDate(): Promise<void> {
    if (!this.#deps.alone && this.isLive) await this.#open().position.upToDate();
  }

  heardOf(epoch: number, seq: number): void {
    const { at, position } = this.#open();
    if (epoch === at.epoch) position.heardOf(seq);
    else this.close(CLOSE.epochChanged, 'the document was replaced');
  }

  hearPresence(process: string, entries: readonly PresenceEntry[], whole: boolean): void {
    this.#open().presence.hearFrom(process, entries, whole);
  }

  forgetProcess(process: string): void {
    this.#open().presence.forget(process);
  }

  introduce(): void {
    this.#deps.neighbours.presence(this.name, this.#open().presence.ownEntries(), true);
  }

  /** Ends the room at once. What is in the journal is still committed; what is not was never acknowledged. */
  close(code: CloseCode, reason: string): void {
    if (this.#life.kind === 'gone') return;
    this.#fanOut.flush();
    const open = this.#life.kind === 'loading' ? null : this.#life.open;
    this.#life = { kind: 'gone' };
    open?.lastRow.flush();
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    if (open) this.#deps.neighbours.presence(this.name, [], true);
    open?.presence.destroy();
    open?.doc.destroy();
    const peers = [...this.#peers];
    this.#peers.clear();
    this.#told.clear();
    for (const peer of peers) peer.close(code, reason);
    this.#deps.onGone(this);
  }

  async #load(): Promise<void> {
    try {
      // A room of the same name may have ended with rows still on their way: the log is complete after them.
      await this.settled();
      const found = await loadDocument(this.#deps.store, this.name, { claim: this.#deps.alone });
      if (this.#life.kind === 'gone') return;
      if (!found) throw new RoomUnavailable(CLOSE.notFound, 'There is no such document.');
      this.#life = { kind: 'live', open: this.#opened(found.doc, found.loaded) };
      // Whoever has it open elsewhere answers with who is there.
      this.introduce();
      this.#drainWhenIdle();
    } catch (error) {
      this.close(CLOSE.storageUnavailable, 'loading failed');
      if (error instanceof RoomUnavailable) throw error;
      this.#deps.log.error({ err: error, document: this.name }, 'document could not be loaded');
      // One that is damaged stays so until somebody repairs it: windows that came back would read it for nothing.
      if (error instanceof DamagedDocument) throw new RoomUnavailable(CLOSE.damaged, 'The document is damaged.');
      throw new RoomUnavailable(CLOSE.storageUnavailable, 'The document could not be loaded.');
    }
  }

  #opened(doc: Y.Doc, { epoch, fence, seq, at, checkpoint, clients }: LoadedDocument): Open {
    const { clock, neighbours, store, log, limits } = this.#deps;
    const presence = new Presence(clock, (changed) => neighbours.presence(this.name, changed, false));
    const position = new LogPosition(seq, {
      read: (after, limit) => store.log(this.name, epoch, after, limit),
      apply: (rows) => this.#applyRows(open, rows),
      onError: (error) => log.error({ err: error, document: this.name }, 'rows of other processes could not be read'),
    });
    const lastRow = new LastRow(at === null ? null : { seq, at }, limits.tellRowMs, (frame) => {
      for (const peer of this.#peers) peer.sendDocument(frame);
    });
    const owners = new Map(clients);
    this.#checkpointSeq = checkpoint?.seq ?? 0;
    doc.on('update', this.#onUpdate);
    const open: Open = {
      doc,
      position,
      lastRow,
      presence,
      owners,
      answers: new Answers(doc),
      at: { name: this.name, epoch, fence },
      roots: rootsOf(must(parseDocumentName(this.name)).kind),
      // A window that has shown itself but not yet written holds its id against everybody else's.
      ownerOf: (client) =>
        client === doc.clientID ? 'server' : (owners.get(client) ?? (presence.userOf(client) as UserId | undefined)),
      isHere: (client) => presence.isHere(client),
    };
    return open;
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

  #apply(open: Open, applying: Applying, ...updates: readonly Uint8Array[]): boolean {
    this.#applying = applying;
    this.#applied = 0;
    try {
      const apply = () => {
        for (const update of updates) Y.applyUpdate(open.doc, update);
      };
      // Not local: formatting that concurrent edits left double is tidied up only after changes of others.
      Y.transact(open.doc, apply, applying.from, false);
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
    const { author, from, newClients, stored } = must(this.#applying, `a change of ${this.name} that nobody made`);
    const first = this.#applied++ === 0;
    this.#fanOut.add(update, first ? from : null);
    if (stored && first) return;
    for (const client of newClients) open.owners.set(client, ownerOf(author));
    const at = this.#deps.clock.now();
    const row = { bytes: update, userId: author.userId, sessionId: author.sessionId, at };
    const onOutcome: OnOutcome = (outcome) => this.#onOutcome(outcome, at);
    this.#deps.journal.push(open.at, { ...row, newClients: first ? newClients : [] }, onOutcome);
  };

  #onOutcome(outcome: Parameters<OnOutcome>[0], at: number): void {
    if (outcome.kind === 'fenced') {
      this.#deps.log.info({ document: this.name }, 'the document moved to another owner');
      this.close(CLOSE.tryLater, 'the document moved');
      return;
    }
    // A room that ended meanwhile: its rows are committed all the same.
    if (!this.isLive) return;
    const { position, lastRow } = this.#open();
    position.committed(outcome.seq);
    lastRow.reached({ seq: outcome.seq, at });
    if (outcome.seq - this.#checkpointSeq >= this.#deps.limits.checkpointRows) void this.#checkpoint();
  }

  #whenCommitted(then: () => void, otherwise?: () => void): void {
    this.#deps.journal.mark(this.name, (outcome) => {
      if (outcome.kind === 'committed') then();
      else otherwise?.();
    });
  }

  #applyRows(open: Open, rows: readonly LogRow[]): boolean {
    if (!this.isLive) return false;
    for (const row of rows) for (const client of row.newClients) open.owners.set(client, ownerOf(row));
    const last = must(rows.at(-1));
    open.lastRow.reached(last);
    return this.#apply(
      open,
      { author: last, from: null, newClients: [], stored: true },
      ...rows.map((row) => row.bytes),
    );
  }

  async #checkpoint(): Promise<void> {
    this.#checkpointSeq = this.#open().position.seq;
    try {
      await writeCheckpoint(this.#deps, this.name);
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
    const behind = draining.open.position.seq > this.#checkpointSeq;
    if (behind && this.#stillDraining(draining)) await this.#checkpoint();
    // Somebody may have come in meanwhile, and left again: then another drain is on its way.
    if (this.#stillDraining(draining)) this.close(CLOSE.tryLater, 'the room is empty');
  }

  #stillDraining(draining: Life): boolean {
    return this.#life === draining;
  }
}

/** Ids of a server belong to nobody: it wrote for a person, who may not go on under them. */
function ownerOf({ userId, sessionId }: Author): ClientOwner {
  return sessionId === 'server' ? 'server' : userId;
}
