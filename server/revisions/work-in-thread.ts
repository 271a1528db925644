import { OneWorker, startWorker } from '#server/config/index.ts';
import type { RevisionWork } from './revision-work.ts';

export interface RevisionWords {
  readonly work: keyof RevisionWork;
  readonly states: readonly (Uint8Array | null)[];
}

/**
 * Ten thousand panels are some 140,000 small objects that all live until the work is done. In the default 16 MB the
 * collector copies them over and over, half of the time that the work takes.
 */
const LIMITS = { maxYoungGenerationSizeMb: 128 };

/** Whole states are read away from the event loop: a second of work, and nobody's typing waits for it. */
export function revisionWorkInThread(): RevisionWork & { close(): Promise<void> } {
  const worker = new OneWorker<unknown>(() =>
    startWorker('revision-worker', new URL('./revision-worker.ts', import.meta.url), { resourceLimits: LIMITS }),
  );
  const ask = <Made>(work: keyof RevisionWork, ...states: RevisionWords['states']) =>
    worker.ask((thread) => thread.postMessage({ work, states } satisfies RevisionWords)) as Promise<Made>;
  return {
    read: (state) => ask('read', state),
    compare: (before, after) => ask('compare', before, after),
    count: (before, after) => ask('count', before, after),
    wayBack: (then, now) => ask('wayBack', then, now),
    close: () => worker.close(),
  };
}
