import type { Worker } from 'node:worker_threads';

/** What became of a thread that was to answer once. */
export type RunOnce<Answer> =
  { readonly kind: 'answered'; readonly answer: Answer } | { readonly kind: 'late' | 'out-of-memory' | 'ended' };

/** The first answer of a thread, which is ended then, or when it has taken `limitMs`. Rejects when it throws. */
export function runOnce<Answer>(worker: Worker, limitMs: number): Promise<RunOnce<Answer>> {
  return new Promise<RunOnce<Answer>>((resolve, reject) => {
    const late = setTimeout(() => resolve({ kind: 'late' }), limitMs);
    worker.once('message', (answer: Answer) => resolve({ kind: 'answered', answer }));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ kind: 'out-of-memory' });
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(late);
      resolve({ kind: 'ended' });
    });
  }).finally(() => void worker.terminate());
}
