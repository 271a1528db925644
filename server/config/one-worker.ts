import type { Worker } from 'node:worker_threads';

/** What a worker made of the work it was handed, or why it could not. */
export type WorkerAnswer<Made> =
  { readonly ok: true; readonly made: Made } | { readonly ok: false; readonly message: string };

/** The answer of a worker whose work may throw. */
export function answerOf<Made>(work: () => Made): WorkerAnswer<Made> {
  try {
    return { ok: true, made: work() };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

interface Asked<Made> {
  resolve(made: Made): void;
  reject(error: Error): void;
}

/** A worker that nobody needs is ended after this long, in milliseconds. */
const IDLE_MS = 30_000;

/** One worker thread, one piece of work at a time; there when there is work. It answers with `WorkerAnswer`s. */
export class OneWorker<Made> {
  readonly #startThread: () => Worker;
  #worker: Worker | null = null;
  #asked: Asked<Made> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(startThread: () => Worker) {
    this.#startThread = startThread;
  }

  /** Rejects when the work throws, or when the worker dies over it; the next work gets a new one. */
  ask(handOver: (worker: Worker) => void | Promise<void>): Promise<Made> {
    const done = this.#last.then(() => this.#ask(handOver));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #ask(handOver: (worker: Worker) => void | Promise<void>): Promise<Made> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    return new Promise<Made>((resolve, reject) => {
      this.#asked = { resolve, reject };
      Promise.resolve(handOver(worker)).catch(reject);
    }).finally(() => {
      this.#asked = null;
      this.#idle = setTimeout(() => void this.close(), IDLE_MS);
      this.#idle.unref();
    });
  }

  #start(): Worker {
    const worker = this.#startThread();
    worker.unref();
    worker.on('message', (answer: WorkerAnswer<Made>) => {
      if (answer.ok) this.#asked?.resolve(answer.made);
      else this.#asked?.reject(new Error(answer.message));
    });
    worker.on('error', (error) => this.#asked?.reject(error));
    worker.on('exit', () => {
      this.#worker = null;
      this.#asked?.reject(new Error('The worker ended before its work was done.'));
    });
    return worker;
  }
}
