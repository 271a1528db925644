import type { LoopShare } from './loop-share.ts';

/** Why a socket is not read at the moment. */
export type PauseReason = 'opening' | 'checking' | 'pressure' | 'budget' | 'turn';

/** The reading side of a socket. */
export interface Source {
  /** Stops reading: what the other side sends waits on its own machine. */
  pause(): void;
  resume(): void;
}

/**
 * One window's frames, handled in the order in which they came: at once, or when every reason to wait is gone. What was
 * read before a pause took hold waits here.
 */
export class Inbox {
  readonly #source: Source;
  readonly #loop: LoopShare;
  readonly #handle: (frame: Uint8Array) => void;
  readonly #paused = new Set<PauseReason>();
  readonly #waiting: Uint8Array[] = [];
  #ended = false;

  constructor(source: Source, loop: LoopShare, handle: (frame: Uint8Array) => void) {
    this.#source = source;
    this.#loop = loop;
    this.#handle = handle;
  }

  receive(frame: Uint8Array): void {
    if (this.#mayHandle()) this.#handle(frame);
    else if (!this.#ended) this.#waiting.push(frame);
  }

  pause(reason: PauseReason): void {
    if (this.#paused.size === 0) this.#source.pause();
    this.#paused.add(reason);
  }

  resume(reason: PauseReason): void {
    this.#paused.delete(reason);
    while (this.#mayHandle()) {
      const frame = this.#waiting.shift();
      if (!frame) {
        this.#source.resume();
        return;
      }
      this.#handle(frame);
    }
  }

  /** Nothing more is handled. */
  end(): void {
    this.#ended = true;
    this.#waiting.length = 0;
  }

  #mayHandle(): boolean {
    if (this.#ended || this.#paused.size > 0) return false;
    if (this.#loop.isLeft) return true;
    this.pause('turn');
    this.#loop.wait(() => this.resume('turn'));
    return false;
  }
}
