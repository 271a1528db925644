import type { Capability } from '#shared/access/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { DocumentName, UserId } from '#shared/lib/ids.ts';
import { CLOSE, SYNC_LIMITS, type CloseCode } from '#shared/protocol/index.ts';
import type { Actor, Standing } from '#server/access/index.ts';
import { ackFrame, readFrame } from './frames.ts';
import type { Verdict } from './guard.ts';
import type { Hub } from './hub.ts';
import type { Log } from './log.ts';
import { RoomUnavailable, type Room, type RoomPeer } from './room.ts';

/** A socket, or what a test puts in its place. */
export interface Wire {
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Stops reading: what the other side sends waits on its own machine. */
  pause(): void;
  resume(): void;
  /** Bytes given to `send` that have not left yet. */
  readonly buffered: number;
}

/** The right to one connection, given at the door. */
export interface Ticket {
  readonly document: DocumentName;
  readonly actor: Actor;
  readonly user: { readonly id: UserId; readonly name: string };
  readonly standing: Standing;
  /** The Cookie header, to ask again later whether the session still holds. */
  readonly cookie: string | undefined;
}

/** Why a socket is not read at the moment. */
export type PauseReason = 'opening' | 'checking' | 'pressure';

/** Times between two questions to a window whose frame was held, in milliseconds; after the last one it is refused. */
const ASK_AGAIN_MS = [100, 200, 400, 800, 1600, 3200, 6400];
const MAX_HELD = 256;
/** Presence is left out for a window that does not keep up, long before its connection is given up. */
const PRESENCE_BUFFER = SYNC_LIMITS.sendBuffer / 4;

/** One window's socket: reads its frames in order, answers, acknowledges. */
export class Connection implements RoomPeer {
  readonly ticket: Ticket;
  readonly user: { readonly id: UserId; readonly name: string };
  readonly #wire: Wire;
  readonly #log: Log;
  readonly #onEnd: () => void;
  readonly #paused = new Set<PauseReason>(['opening']);
  readonly #inbox: Uint8Array[] = [];
  #standing: Standing;
  #room: Room | null = null;
  #ended = false;

  #writes = 0;
  #durable = 0;
  #acked = 0;
  #ackQueued = false;
  /** Numbers of write frames that were held: no ack reaches over them until a SyncStep2 makes up for them. */
  #held: number[] = [];
  #asked = 0;
  #askTimer: NodeJS.Timeout | null = null;

  constructor(ticket: Ticket, wire: Wire, log: Log, onEnd: () => void) {
    this.ticket = ticket;
    this.user = ticket.user;
    this.#standing = ticket.standing;
    this.#wire = wire;
    this.#log = log;
    this.#onEnd = onEnd;
    wire.pause();
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Enters the document's room. Until then the socket is not read. */
  async start(hub: Hub): Promise<void> {
    try {
      await hub.enter(this.ticket.document, (room) => {
        if (this.#ended) return;
        this.#room = room;
        room.join(this);
        this.resume('opening');
      });
    } catch (error) {
      if (!(error instanceof RoomUnavailable)) throw error;
      this.close(error.code, error.message);
    }
  }

  pause(reason: PauseReason): void {
    if (this.#paused.size === 0) this.#wire.pause();
    this.#paused.add(reason);
  }

  resume(reason: PauseReason): void {
    this.#paused.delete(reason);
    while (this.#paused.size === 0 && !this.#ended) {
      const frame = this.#inbox.shift();
      if (!frame) {
        this.#wire.resume();
        return;
      }
      this.#handleSafely(frame);
    }
  }

  /** From the socket. Frames of a chunk that was read before a pause took hold wait here. */
  receive(frame: Uint8Array): void {
    if (this.#ended) return;
    if (frame.length > SYNC_LIMITS.frame) this.close(CLOSE.tooLarge, 'frame over the limit');
    else if (this.#paused.size > 0) this.#inbox.push(frame);
    else this.#handleSafely(frame);
  }

  /** The person's rights are these from now on, for the very next frame. */
  changeStanding(standing: Standing): void {
    this.#standing = standing;
  }

  sendDocument(frame: Uint8Array): void {
    if (this.#ended) return;
    if (this.#wire.buffered > SYNC_LIMITS.sendBuffer) this.close(CLOSE.tryLater, 'not reading');
    else this.#wire.send(frame);
  }

  sendPresence(frame: Uint8Array): void {
    if (!this.#ended && this.#wire.buffered <= PRESENCE_BUFFER) this.#wire.send(frame);
  }

  /** A word now and then, for y-websocket gives a line up that brings nothing for 30 seconds: the last ack again. */
  heartbeat(): void {
    if (!this.#ended) this.#wire.send(ackFrame(this.#acked));
  }

  close(code: CloseCode, reason: string): void {
    if (this.#ended) return;
    this.#log.info({ document: this.ticket.document, user: this.user.id, code, reason }, 'sync socket closed');
    this.end();
    this.#wire.close(code, reason);
  }

  /** The socket is gone, or about to be. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#askTimer !== null) clearTimeout(this.#askTimer);
    this.#room?.leave(this);
    this.#onEnd();
  }

  // A mistake of ours over one window's frame must not end the process, and with it everybody's sockets.
  #handleSafely(frame: Uint8Array): void {
    try {
      this.#handle(frame);
    } catch (error) {
      this.#log.error({ err: error, document: this.ticket.document }, 'a frame could not be handled');
      this.close(CLOSE.tryLater, 'internal error');
    }
  }

  #handle(bytes: Uint8Array): void {
    const room = must(this.#room);
    const read = readFrame(bytes);
    if (!read.ok) {
      this.close(CLOSE.refused, read.error);
      return;
    }
    const frame = read.value;
    switch (frame.kind) {
      case 'step1': {
        const answer = room.answer(frame.stateVector);
        if (answer) this.sendDocument(answer);
        else this.close(CLOSE.refused, 'not a state vector');
        break;
      }
      case 'step2':
      case 'update':
        this.#write(room, frame.kind, frame.update);
        break;
      case 'awareness':
        if (!room.heard(this, frame.update)) this.close(CLOSE.refused, 'not an awareness message');
        break;
      case 'queryAwareness':
        room.greet(this);
        break;
    }
  }

  #write(room: Room, kind: 'step2' | 'update', update: Uint8Array): void {
    const number = ++this.#writes;
    const { userId, sessionId } = this.ticket.actor;
    const may = (capability: Capability) => this.#standing.capabilities.includes(capability);
    const verdict = room.write(this, { userId, sessionId, may }, kind, update, () => this.#nowDurable(number, kind));
    if (verdict.kind === 'refuse') this.close(CLOSE.refused, verdict.reason);
    else if (verdict.kind === 'hold') this.#hold(room, number, verdict);
  }

  #nowDurable(number: number, kind: 'step2' | 'update'): void {
    this.#durable = number;
    // It carried everything that this window had and the server had not.
    if (kind === 'step2') this.#held = this.#held.filter((held) => held > number);
    if (this.#held.length === 0) this.#asked = 0;
    if (this.#ackQueued || this.#ended) return;
    this.#ackQueued = true;
    // One ack for all the frames of a commit.
    queueMicrotask(() => {
      this.#ackQueued = false;
      const reached = Math.min(this.#durable, (this.#held[0] ?? Infinity) - 1);
      if (this.#ended || reached <= this.#acked) return;
      this.#acked = reached;
      this.sendDocument(ackFrame(reached));
    });
  }

  #hold(room: Room, number: number, { reason }: Verdict & { kind: 'hold' }): void {
    if (this.#ended) return;
    this.#held.push(number);
    const delay = ASK_AGAIN_MS[this.#asked];
    if (delay === undefined || this.#held.length > MAX_HELD) {
      this.close(CLOSE.refused, reason);
      return;
    }
    if (this.#askTimer !== null) return;
    this.#askTimer = setTimeout(() => {
      this.#askTimer = null;
      this.#asked += 1;
      this.sendDocument(room.question());
    }, delay);
  }
}
