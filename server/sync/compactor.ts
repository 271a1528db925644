import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '#server/config/index.ts';
import type { Compacted, CompactionWork } from './compact.ts';
import { packRows, type PackedRows } from './pack-rows.ts';

/** The rows of a log, piece by piece, then what they belong to. */
export type CompactorWords = { readonly rows: PackedRows } | Omit<CompactionWork, 'updates'>;

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
/** Rows handed over in one turn of the event loop. Packing as many takes it one or two milliseconds. */
const ROWS_AT_ONCE = 10_000;

function startCompactionWorker(): Worker {
  return startWorker('compaction-worker', new URL('./compaction-worker.ts', import.meta.url), {});
}

/** One worker thread, one document at a time; there when there is work. */
export class WorkerCompactor implements Compactor {
  readonly #startThread: () => Worker;
  #worker: Worker | null = null;
  #asked: Asked | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(startThread = startCompactionWorker) {
    this.#startThread = startThread;
  }

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
      handOver(worker, work).catch(reject);
    }).finally(() => {
      this.#asked = null;
      this.#idle = setTimeout(() => void this.close(), IDLE_MS);
      this.#idle.unref();
    });
  }

  #start(): Worker {
    const worker = this.#startThread();
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

async function handOver(worker: Worker, { updates, ...rest }: CompactionWork): Promise<void> {
  for (let from = 0; from < updates.length; from += ROWS_AT_ONCE) {
    const rows = packRows(updates.slice(from, from + ROWS_AT_ONCE));
    worker.postMessage({ rows } satisfies CompactorWords, [rows.bytes.buffer, rows.ends.buffer]);
    await nextTurn();
  }
  worker.postMessage(rest satisfies CompactorWords);
}
