import { SYNC } from '#shared/protocol/index.ts';
import { syncFrame } from './frames.ts';

/** Somebody to whom the changes of a room are handed on. */
export interface FanOutPeer {
  /** Messages that leave together, in this order. */
  sendChanges(frames: readonly Uint8Array[]): void;
}

interface Waiting<Peer> {
  readonly frame: Uint8Array;
  readonly except: Peer | null;
}

/**
 * Hands changes on to everybody in a room. The first change of a turn of the event loop leaves at once: that is a person
 * who types. Those behind it in the same turn are a crowd, or a window that catches up, and leave together when the turn
 * is over: one write a socket, which is what costs, instead of one a change and socket.
 */
export class FanOut<Peer extends FanOutPeer> {
  readonly #peers: ReadonlySet<Peer>;
  #waiting: Waiting<Peer>[] = [];
  #turn: NodeJS.Immediate | null = null;

  constructor(peers: ReadonlySet<Peer>) {
    this.#peers = peers;
  }

  /** `except` has this change already. */
  add(update: Uint8Array, except: Peer | null): void {
    const frame = syncFrame(SYNC.update, update);
    if (this.#turn !== null) {
      this.#waiting.push({ frame, except });
      return;
    }
    this.#turn = setImmediate(() => this.flush());
    this.#send([{ frame, except }]);
  }

  /** Sends what waits for the end of the turn. */
  flush(): void {
    if (this.#turn !== null) clearImmediate(this.#turn);
    this.#turn = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) this.#send(waiting);
  }

  #send(changes: readonly Waiting<Peer>[]): void {
    const frames = changes.map(({ frame }) => frame);
    // Authors of one turn get each other's changes, and with them their own, which are nothing new to them: bytes of its
    // own for each author would cost more than all the rest.
    const author = changes.every(({ except }) => except === changes[0]?.except) ? changes[0]?.except : null;
    for (const peer of this.#peers) if (peer !== author) peer.sendChanges(frames);
  }
}
