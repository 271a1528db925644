import * as Y from 'yjs';
import { SYNC } from '#shared/protocol/index.ts';
import { syncFrame } from './frames.ts';

/** How long an answer waits for somebody else who asks the same, in milliseconds. */
const KEPT_MS = 2000;

/**
 * Answers to windows that ask what they lack. A crowd asks the same: after a restart, or when a link was sent round. One
 * encoding serves all of them, and one copy lies in memory however many sockets it is on its way to.
 */
export class Answers {
  readonly #doc: Y.Doc;
  #kept: { readonly stateVector: Uint8Array; readonly frame: Uint8Array } | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    doc.on('update', this.#forget);
  }

  /** A SyncStep2. Throws for bytes that are no state vector. */
  to(stateVector: Uint8Array): Uint8Array {
    if (this.#kept && Buffer.compare(this.#kept.stateVector, stateVector) === 0) return this.#kept.frame;
    const frame = syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.#doc, stateVector));
    // A copy: what came from a socket lies in a larger piece of memory.
    this.#kept = { stateVector: stateVector.slice(), frame };
    this.#timer ??= setTimeout(this.#forget, KEPT_MS);
    return frame;
  }

  #forget = (): void => {
    this.#kept = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  };
}
