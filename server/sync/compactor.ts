import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { OneWorker, startWorker } from '#server/config/index.ts';
import type { Compacted, CompactionWork } from './compact.ts';
import { packRows, type PackedRows } from './pack-rows.ts';

/** The rows of a log, piece by piece, then what they belong to. */
export type CompactorWords = { readonly rows: PackedRows } | Omit<CompactionWork, 'updates'>;

/** Makes one update of a log, away from the event loop. */
export interface Compactor {
  /** Rejects when the result does not read back, or the worker died. */
  compact(work: CompactionWork): Promise<Compacted>;
  close(): Promise<void>;
}

/** Rows handed over in one turn of the event loop. Packing as many takes it one or two milliseconds. */
const ROWS_AT_ONCE = 10_000;

function startCompactionWorker(): Worker {
  return startWorker('compaction-worker', new URL('./compaction-worker.ts', import.meta.url), {});
}

/** In a thread of its own, one document at a time. */
export class WorkerCompactor implements Compactor {
  readonly #worker: OneWorker<Compacted>;

  constructor(startThread = startCompactionWorker) {
    this.#worker = new OneWorker(startThread);
  }

  compact(work: CompactionWork): Promise<Compacted> {
    return this.#worker.ask((worker) => handOver(worker, work));
  }

  close(): Promise<void> {
    return this.#worker.close();
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
