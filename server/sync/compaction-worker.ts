import { parentPort } from 'node:worker_threads';
import { compact, type CompactionWork } from './compact.ts';
import type { CompactorAnswer, CompactorWords } from './compactor.ts';
import { unpackRows } from './pack-rows.ts';

let rows: Uint8Array[] = [];

parentPort?.on('message', (words: CompactorWords) => {
  if ('rows' in words) {
    for (const row of unpackRows(words.rows)) rows.push(row);
    return;
  }
  const work = { ...words, updates: rows };
  rows = [];
  parentPort?.postMessage(answer(work));
});

function answer(work: CompactionWork): CompactorAnswer {
  try {
    return { ok: true, compacted: compact(work) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
