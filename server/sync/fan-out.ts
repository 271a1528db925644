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

/** How long handing on rests for each socket that it has just written to, in milliseconds, and what is worth a timer. */
const REST_MS = 0.04;
const SHORTEST_REST_MS = 1;

/**
 * Hands changes on to everybody in a room. The first change leaves at once: that is a person who types. Those right
 * behind it are a crowd, or a window that catches up, and leave together: one write a socket, which is what costs,
 * instead of one a change and socket. Between few they wait for the end of the turn of the event loop; between many
 * they wait some milliseconds (8 among 200), so that handing on takes its share of the time and never all of it.
 */
export class FanOut<Peer extends FanOutPeer> {
  readonly #peers: ReadonlySet<Peer>;
  #waiting: Waiting<Peer>[] = [];
  /** Ends the rest; null when the next change leaves at once. */
  #wake: (() => void) | null = null;

  constructor(peers: ReadonlySet<Peer>) {
    this.#peers = peers;
  }

  /** `except` has this change already. */
  add(update: Uint8Array, except: Peer | null): void {
    const frame = syncFrame(SYNC.update, update);
    if (this.#wake !== null) {
      this.#waiting.push({ frame, except });
      return;
    }
    this.#rest();
    this.#send([{ frame, except }]);
  }

  /** Sends what waits. */
  flush(): void {
    this.#wake?.();
    this.#wake = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) this.#send(waiting);
  }

  #rest(): void {
    const rest = this.#peers.size * REST_MS;
    const onEnd = () => {
      // Where a crowd goes on writing, what leaves together now is followed by the next rest.
      const more = this.#waiting.length > 0;
      this.flush();
      if (more && rest >= SHORTEST_REST_MS) this.#rest();
    };
    if (rest < SHORTEST_REST_MS) {
      const turn = setImmediate(onEnd);
      this.#wake = () => clearImmediate(turn);
    } else {
      const timer = setTimeout(onEnd, rest);
      this.#wake = () => clearTimeout(timer);
    }
  }

  #send(changes: readonly Waiting<Peer>[]): void {
    const frames = changes.map(({ frame }) => frame);
    // Authors of one turn get each other's changes, and with them their own, which are nothing new to them: bytes of its
    // own for each author would cost more than all the rest.
    const author = changes.every(({ except }) => except === changes[0]?.except) ? changes[0]?.except : null;
    for (const peer of this.#peers) if (peer !== author) peer.sendChanges(frames);
  }
}
