import type { Worker } from 'node:worker_threads';
import { startWorker } from '#server/config/index.ts';
import type { Compacted, CompactionWork } from './compact.ts';

export type CompactorAnswer =
  { readonly ok: true; readonly compacted: Compacted } | { readonly ok: false; readonly message: string };

/** Makes one update of a log, away from the event loop. */
export interface Compactor {
  /** Rejects when the result does not read back, or the worker died. */
  compact(work: CompactionWork): Promise<Compacted>;
  close(): Promise<void>;
}

interface Asked {
  resolve(compacted: Compacted): void;
  reject(error: Error): void;
}

/** A worker that nobody needs is ended after this long, in milliseconds. */
const IDLE_MS = 30_000;

/** One worker thread, one document at a time; there when there is work. */
export class WorkerCompactor implements Compactor {
  #worker: Worker | null = null;
  #asked: Asked | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  compact(work: CompactionWork): Promise<Compacted> {
    const done = this.#last.then(() => this.#ask(work));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #ask(work: CompactionWork): Promise<Compacted> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    return new Promise<Compacted>((resolve, reject) => {
      this.#asked = { resolve, reject };
      worker.postMessage(work);
    }).finally(() => {
      this.#asked = null;
      this.#idle = setTimeout(() => void this.close(), IDLE_MS);
      this.#idle.unref();
    });
  }

  #start(): Worker {
    const worker = startWorker('compaction-worker', new URL('./compaction-worker.ts', import.meta.url), {});
    worker.unref();
    worker.on('message', (answer: CompactorAnswer) => {
      if (answer.ok) this.#asked?.resolve(answer.compacted);
      else this.#asked?.reject(new Error(answer.message));
    });
    worker.on('error', (error) => this.#asked?.reject(error));
    worker.on('exit', () => {
      this.#worker = null;
      this.#asked?.reject(new Error('The compaction ended early.'));
    });
    return worker;
  }
}
