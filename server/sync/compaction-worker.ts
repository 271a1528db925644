import { parentPort } from 'node:worker_threads';
import { compact, type CompactionWork } from './compact.ts';
import type { CompactorAnswer } from './compactor.ts';

parentPort?.on('message', (work: CompactionWork) => parentPort?.postMessage(answer(work)));

function answer(work: CompactionWork): CompactorAnswer {
  try {
    return { ok: true, compacted: compact(work) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
