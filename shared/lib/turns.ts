export interface TurnOptions {
  /** How many work at a time. */
  readonly atOnce: number;
  /** How many may wait; without it, any number. */
  readonly mostWaiting?: number;
  /** What is thrown at who comes when as many wait. */
  readonly full?: () => Error;
}

/** Does `work` when it is its turn; rejects with the signal's reason when that is aborted before. */
export type InTurn = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** First come, first served, some at a time. */
export function turns({ atOnce, mostWaiting = Infinity, full }: TurnOptions): InTurn {
  const waiting = new Set<() => void>();
  let working = 0;

  function turn(signal?: AbortSignal): Promise<void> {
    if (waiting.size >= mostWaiting) throw full?.() ?? new Error('Too many wait.');
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(enter);
        reject(reasonOf(signal));
      };
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      waiting.add(enter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  return async (work, signal) => {
    signal?.throwIfAborted();
    if (working >= atOnce) await turn(signal);
    else working++;
    try {
      signal?.throwIfAborted();
      return await work();
    } finally {
      // Whoever finishes hands over its place, so that nobody who comes in between overtakes.
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      } else working--;
    }
  };
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('Called off.');
}
