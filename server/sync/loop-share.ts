import type { Clock } from '#shared/lib/clock.ts';

/**
 * What frames may take of one turn of the event loop, in milliseconds. One poll of the operating system can bring the
 * frames of every socket there is; commits, timers and answers of others would wait for all of them.
 */
const TURN_MS = 10;

/** Shares the event loop between the windows' frames and everything else that a process does. One for all connections. */
export class LoopShare {
  readonly #clock: Clock;
  #since: number | null = null;
  #waiting: (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether another frame may be handled in this turn of the loop. */
  get isLeft(): boolean {
    if (this.#since === null) {
      this.#since = this.#clock.now();
      setImmediate(() => this.#turn());
    }
    return this.#clock.now() - this.#since < TURN_MS;
  }

  /** Calls back in a later turn, those first who have waited longest; they ask again whether there is time left. */
  wait(goOn: () => void): void {
    this.#waiting.push(goOn);
  }

  #turn(): void {
    this.#since = null;
    for (const goOn of this.#waiting.splice(0)) goOn();
  }
}
