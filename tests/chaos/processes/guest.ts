import { reconnectDelay } from '#app/collab/reconnect.ts';
import { Pen } from '../kill/pen.ts';

export interface GuestOptions {
  readonly name: string;
  readonly document: string;
  readonly cookie: string;
  /** Where a proxy would send this guest now. */
  readonly home: () => string;
  readonly random: () => number;
  readonly onSaved: (word: string) => void;
}

/** A window that comes back by itself, waiting as the product's windows do, for as long as the test lasts. */
export class Guest {
  readonly pen: Pen;
  readonly #options: GuestOptions;
  isIn = false;
  onAway: () => void = () => undefined;
  onBack: () => void = () => undefined;
  #staying = false;
  #life: Promise<void> = Promise.resolve();

  constructor(options: GuestOptions) {
    this.#options = options;
    this.pen = new Pen(options.name, options.document, options.cookie, options.onSaved);
  }

  come(): void {
    this.#staying = true;
    this.#life = this.#live();
  }

  async go(): Promise<void> {
    this.#staying = false;
    await this.pen.leave();
    await this.#life;
  }

  async #live(): Promise<void> {
    for (let failed = 1; this.#staying; failed++) {
      if (await this.#visit()) failed = 1;
      await new Promise((resolve) => setTimeout(resolve, reconnectDelay(failed, this.#options.random())));
    }
  }

  /** Resolves when it is over: whether the guest was let in. */
  async #visit(): Promise<boolean> {
    try {
      await this.pen.connect(this.#options.home());
    } catch {
      return false;
    }
    this.isIn = true;
    this.onBack();
    await this.pen.ended;
    this.isIn = false;
    if (this.#staying) this.onAway();
    return true;
  }
}
