import { parentPort } from 'node:worker_threads';
import { answerOf } from '#server/config/index.ts';
import { REVISION_WORK } from './revision-work.ts';
import type { RevisionWords } from './work-in-thread.ts';

parentPort?.on('message', ({ work, states }: RevisionWords) => {
  const act = REVISION_WORK[work] as (...states: RevisionWords['states']) => unknown;
  parentPort?.postMessage(answerOf(() => act(...states)));
});
