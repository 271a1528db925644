import type { Frame } from '#shared/previz/index.ts';
import type { BriefQuestion } from './brief-worker.ts';

interface Asked {
  readonly question: BriefQuestion;
  readonly tell: (frame: Frame | null) => void;
}

/** How long the thread stays when nothing is asked of it, in milliseconds. */
const IDLE_MS = 5000;

/** Many small frames, drawn one after the other in a thread that comes with the first and goes when nobody asks any more. */
class SketchQueue {
  readonly #waiting: Asked[] = [];
  #worker: Worker | null = null;
  #now: Asked | null = null;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /** `tell` is called once, with null for one that can't be drawn, unless it is taken back before by what is returned. */
  ask(question: BriefQuestion, tell: Asked['tell']): () => void {
    const asked = { question, tell };
    this.#waiting.push(asked);
    this.#next();
    return () => {
      const at = this.#waiting.indexOf(asked);
      if (at >= 0) this.#waiting.splice(at, 1);
      if (this.#now === asked) this.#now = { question, tell: () => undefined };
    };
  }

  #next(): void {
    clearTimeout(this.#leaving);
    if (this.#now) return;
    this.#now = this.#waiting.shift() ?? null;
    if (!this.#now) {
      this.#leaving = setTimeout(() => this.#end(), IDLE_MS);
      return;
    }
    this.#worker ??= this.#start();
    this.#worker.postMessage(this.#now.question);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./brief-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Frame | null>) => this.#answer(data));
    // Its script did not arrive: the next one is asked of a new thread.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end();
      this.#answer(null);
    });
    return worker;
  }

  #answer(frame: Frame | null): void {
    this.#now?.tell(frame);
    this.#now = null;
    this.#next();
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}

/** The window's one. */
export const sketches = new SketchQueue();
