import type { Capability } from '#shared/access/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { DocumentName, UserId } from '#shared/lib/ids.ts';
import { CLOSE, SYNC_LIMITS, type CloseCode } from '#shared/protocol/index.ts';
import type { Actor, Standing } from '#server/access/index.ts';
import { Budget, type Rate } from './budget.ts';
import { ackFrame, readFrame } from './frames.ts';
import type { Verdict } from './guard.ts';
import type { Hub } from './hub.ts';
import { Inbox, type PauseReason, type Source } from './inbox.ts';
import type { Log } from './log.ts';
import type { LoopShare } from './loop-share.ts';
import { RoomUnavailable, type Room, type RoomPeer } from './room.ts';

/** A socket, or what a test puts in its place. */
export interface Wire extends Source {
  send(frame: Uint8Array): void;
  /** The same for several, in this order and in one write. */
  sendTogether(frames: readonly Uint8Array[]): void;
  close(code: number, reason: string): void;
  /** Bytes given to `send` that have not left yet. */
  readonly buffered: number;
}

/** The right to one connection, given at the door. */
export interface Ticket {
  readonly document: DocumentName;
  /** The document's last row at that moment. */
  readonly seq: number;
  readonly actor: Actor;
  readonly user: { readonly id: UserId; readonly name: string };
  readonly standing: Standing;
  /** The Cookie header, to ask again later whether the session still holds. */
  readonly cookie: string | undefined;
}

/** What one window may send. What is over it is not lost: the socket is read more slowly. */
export interface ConnectionLimits {
  readonly messages: Rate;
  /** In bytes. */
  readonly volume: Rate;
  /** A window that has been at its limit for this long is sent off, to come back with one difference; in milliseconds. */
  readonly strainMs: number;
}

export interface ConnectionDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: ConnectionLimits;
  readonly loop: LoopShare;
  readonly onEnd: () => void;
}

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
  readonly #deps: ConnectionDeps;
  readonly #messages: Budget;
  readonly #volume: Budget;
  readonly #inbox: Inbox;
  #standing: Standing;
  #room: Room | null = null;
  #ended = false;

  #writes = 0;
  #durable = 0;
  #acked = 0;
  #ackQueued = false;
  /** Numbers of write frames that were held: no ack reaches over them until a SyncStep2 makes up for them. */
  #held: number[] = [];
  /** Bytes of the document that it asked for and has not read: however many, it is given the time. */
  #stateUnderWay = 0;
  #asked = 0;
  #askTimer: NodeJS.Timeout | null = null;
  #budgetTimer: NodeJS.Timeout | undefined;

  constructor(ticket: Ticket, wire: Wire, deps: ConnectionDeps) {
    this.ticket = ticket;
    this.user = ticket.user;
    this.#standing = ticket.standing;
    this.#wire = wire;
    this.#deps = deps;
    this.#messages = new Budget(deps.limits.messages, deps.clock);
    this.#volume = new Budget(deps.limits.volume, deps.clock);
    this.#inbox = new Inbox(wire, deps.loop, (frame) => this.handle(frame));
    this.#inbox.pause('opening');
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Enters the document's room. Until then the socket is not read. */
  async start(hub: Hub): Promise<void> {
    try {
      const goIn = (room: Room) => {
        if (this.#ended) return;
        this.#room = room;
        room.join(this);
        this.resume('opening');
      };
      await hub.enter(this.ticket.document, goIn, this.ticket.seq);
    } catch (error) {
      if (!(error instanceof RoomUnavailable)) throw error;
      this.close(error.code, error.message);
    }
  }

  pause(reason: PauseReason): void {
    this.#inbox.pause(reason);
  }

  resume(reason: PauseReason): void {
    this.#inbox.resume(reason);
  }

  /** From the socket. */
  receive(frame: Uint8Array): void {
    if (frame.length > SYNC_LIMITS.frame) this.close(CLOSE.tooLarge, 'frame over the limit');
    else this.#inbox.receive(frame);
  }

  /** A frame whose turn it is. */
  handle(frame: Uint8Array): void {
    const wait = Math.max(this.#messages.spend(1), this.#volume.spend(frame.length));
    if (wait > 0) this.#slowDown(wait);
    if (!this.#ended) this.#answerSafely(frame);
  }

  /** The person's rights are these from now on, for the very next frame. */
  changeStanding(standing: Standing): void {
    this.#standing = standing;
  }

  sendDocument(frame: Uint8Array): void {
    if (this.#keepsUp()) this.#wire.send(frame);
  }

  sendChanges(frames: readonly Uint8Array[]): void {
    if (this.#keepsUp()) this.#wire.sendTogether(frames);
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
    this.#deps.log.info({ document: this.ticket.document, user: this.user.id, code, reason }, 'sync socket closed');
    this.end();
    this.#wire.close(code, reason);
  }

  /** The socket is gone, or about to be. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#inbox.end();
    if (this.#askTimer !== null) clearTimeout(this.#askTimer);
    clearTimeout(this.#budgetTimer);
    this.#room?.leave(this);
    this.#deps.onEnd();
  }

  #keepsUp(): boolean {
    if (this.#ended) return false;
    const { buffered } = this.#wire;
    if (buffered === 0) this.#stateUnderWay = 0;
    if (buffered > SYNC_LIMITS.sendBuffer + this.#stateUnderWay) this.close(CLOSE.tryLater, 'not reading');
    return !this.#ended;
  }

  // The other side's own machine holds what is not read: nothing is lost, and nothing piles up here.
  #slowDown(ms: number): void {
    if (Math.max(this.#messages.strained, this.#volume.strained) > this.#deps.limits.strainMs) {
      this.close(CLOSE.tooFast, 'sends more than a window may');
      return;
    }
    this.pause('budget');
    this.#budgetTimer = setTimeout(() => this.resume('budget'), ms);
  }

  // A mistake of ours over one window's frame must not end the process, and with it everybody's sockets.
  #answerSafely(frame: Uint8Array): void {
    try {
      this.#answer(frame);
    } catch (error) {
      this.#deps.log.error({ err: error, document: this.ticket.document }, 'a frame could not be handled');
      this.close(CLOSE.tryLater, 'internal error');
    }
  }

  #answer(bytes: Uint8Array): void {
    const room = must(this.#room);
    const read = readFrame(bytes);
    if (!read.ok) {
      this.close(CLOSE.refused, read.error);
      return;
    }
    const frame = read.value;
    switch (frame.kind) {
      case 'step1': {
        const answer = room.answer(this, frame.stateVector);
        if (!answer) this.close(CLOSE.refused, 'not a state vector');
        else if (this.#keepsUp()) {
          this.#wire.send(answer);
          this.#stateUnderWay = answer.length;
        }
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
