import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { must } from '#shared/lib/assert.ts';
import type { PrevizSpec } from '#shared/previz/index.ts';
import type { StructureMap } from '#shared/shots/index.ts';
import type { WorkerMessage, WorkerRequest } from './messages.ts';

export interface RenderOptions {
  /** 0 to 1, never backwards. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

export interface RenderPool {
  /**
   * The frame as a PNG: 8-bit grey, the same bytes for the same spec. Rejects with `RenderFailed` when the drawing or its
   * thread breaks, with the signal's reason when it is aborted.
   */
  render(spec: PrevizSpec, options?: RenderOptions): Promise<Uint8Array>;
  /** Likewise a map of what is in it; null where it has nothing to tell. */
  map(spec: PrevizSpec, map: StructureMap, options?: RenderOptions): Promise<Uint8Array | null>;
  /** Ends the threads; frames under way or waiting are rejected. */
  close(): Promise<void>;
}

export class RenderFailed extends Error {
  override readonly name = 'RenderFailed';

  constructor(reason: string) {
    super(`The frame could not be drawn: ${reason}`);
  }
}

/** Threads are started with the first frame that needs them, at most `size`, and kept. A broken one is replaced. */
export function createRenderPool(options: { readonly size: number; readonly workerUrl?: URL }): RenderPool {
  return new ThreadPool(options.size, options.workerUrl ?? findWorker(import.meta.url));
}

interface Job {
  readonly request: WorkerRequest;
  readonly onProgress: (done: number) => void;
  readonly settle: (result: Uint8Array | null | Error) => void;
}

/** One thread and what it is drawing. */
interface Seat {
  readonly worker: Worker;
  job: Job | null;
}

const CLOSING = 'the server is shutting down';

class ThreadPool implements RenderPool {
  readonly #size: number;
  readonly #workerUrl: URL;
  readonly #seats = new Set<Seat>();
  readonly #queue: Job[] = [];
  #lastId = 0;
  #closed = false;

  constructor(size: number, workerUrl: URL) {
    this.#size = size;
    this.#workerUrl = workerUrl;
  }

  async render(spec: PrevizSpec, options: RenderOptions = {}): Promise<Uint8Array> {
    return must(await this.#draw(spec, null, options));
  }

  map(spec: PrevizSpec, map: StructureMap, options: RenderOptions = {}): Promise<Uint8Array | null> {
    return this.#draw(spec, map, options);
  }

  #draw(spec: PrevizSpec, map: StructureMap | null, { onProgress, signal }: RenderOptions): Promise<Uint8Array | null> {
    if (this.#closed) return Promise.reject(new RenderFailed(CLOSING));
    if (signal?.aborted) return Promise.reject(asError(signal.reason));
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const abort = () => {
        this.#drop(job);
        reject(asError(signal?.reason));
      };
      const job: Job = {
        request: { id: this.#lastId, spec, map },
        onProgress: onProgress ?? (() => undefined),
        settle(result) {
          signal?.removeEventListener('abort', abort);
          if (result instanceof Error) reject(result);
          else resolve(result);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#queue.push(job);
      this.#advance();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const seats = [...this.#seats];
    this.#seats.clear();
    for (const job of this.#queue.splice(0)) job.settle(new RenderFailed(CLOSING));
    for (const seat of seats) seat.job?.settle(new RenderFailed(CLOSING));
    await Promise.all(seats.map((seat) => seat.worker.terminate()));
  }

  #open(): Seat {
    const worker = startWorker(this.#workerUrl);
    const seat: Seat = { worker, job: null };
    worker.on('message', (message: WorkerMessage) => this.#hear(seat, message));
    worker.on('error', (error) => this.#lose(seat, error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => this.#lose(seat, `the drawing thread ended with code ${code}`));
    this.#seats.add(seat);
    return seat;
  }

  #advance(): void {
    while (this.#queue.length > 0) {
      const idle = [...this.#seats].find((seat) => seat.job === null);
      const seat = idle ?? (this.#seats.size < this.#size ? this.#open() : null);
      if (!seat) return;
      const job = must(this.#queue.shift());
      seat.job = job;
      seat.worker.ref();
      seat.worker.postMessage(job.request);
    }
  }

  #hear(seat: Seat, message: WorkerMessage): void {
    const { job } = seat;
    if (job?.request.id !== message.id) return;
    if (message.type === 'progress') {
      job.onProgress(message.done);
      return;
    }
    seat.job = null;
    // An idle pool must not keep the process alive.
    seat.worker.unref();
    job.settle(message.type === 'done' ? message.png : new RenderFailed(message.message));
    this.#advance();
  }

  #lose(seat: Seat, reason: string): void {
    if (!this.#seats.delete(seat)) return;
    seat.job?.settle(new RenderFailed(reason));
    this.#advance();
  }

  /** Drawing is one long computation: the only way to stop it is to end its thread. */
  #drop(job: Job): void {
    const waiting = this.#queue.indexOf(job);
    if (waiting >= 0) this.#queue.splice(waiting, 1);
    for (const seat of this.#seats) {
      if (seat.job !== job) continue;
      this.#seats.delete(seat);
      void seat.worker.terminate();
    }
    this.#advance();
  }
}

/** From source the thread needs the TypeScript loader first: `--import` in `execArgv` does not reach threads on Node 20. */
function startWorker(url: URL): Worker {
  if (!url.pathname.endsWith('.ts')) return new Worker(url);
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(url.href)}); });`;
  return new Worker(start, { eval: true });
}

/**
 * Beside this file while running from source. In the bundle this module lies in the output folder or in its `chunks`
 * folder, the worker always in the output folder itself.
 */
export function findWorker(here: string): URL {
  if (here.endsWith('.ts')) return new URL('./worker.ts', here);
  const beside = new URL('./previz-worker.js', here);
  return existsSync(fileURLToPath(beside)) ? beside : new URL('../previz-worker.js', here);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
