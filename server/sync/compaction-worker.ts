import { parentPort } from 'node:worker_threads';
import { answerOf } from '#server/config/index.ts';
import { compact } from './compact.ts';
import type { CompactorWords } from './compactor.ts';
import { unpackRows } from './pack-rows.ts';

let rows: Uint8Array[] = [];

parentPort?.on('message', (words: CompactorWords) => {
  if ('rows' in words) {
    for (const row of unpackRows(words.rows)) rows.push(row);
    return;
  }
  const work = { ...words, updates: rows };
  rows = [];
  parentPort?.postMessage(answerOf(() => compact(work)));
});
