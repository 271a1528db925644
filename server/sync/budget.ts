import type { Clock } from '#shared/lib/clock.ts';

/** So much a second for as long as it likes, and so much at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket: what a window may send. It may go into debt, for a frame that is here has cost what it costs. */
export class Budget {
  readonly #rate: Rate;
  readonly #clock: Clock;
  #left: number;
  #at: number;
  #calmAt: number;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
    this.#left = rate.burst;
    this.#at = this.#calmAt = clock.now();
  }

  /** Takes this much; returns in how many milliseconds the debt is paid, 0 when there is none. */
  spend(amount: number): number {
    const now = this.#clock.now();
    const earned = ((now - this.#at) / 1000) * this.#rate.perSecond;
    this.#left = Math.min(this.#rate.burst, this.#left + earned);
    this.#at = now;
    if (this.#left >= this.#rate.burst / 2) this.#calmAt = now;
    this.#left -= amount;
    return this.#left >= 0 ? 0 : (-this.#left / this.#rate.perSecond) * 1000;
  }

  /** For how many milliseconds it has not been half full. */
  get strained(): number {
    return this.#clock.now() - this.#calmAt;
  }
}
