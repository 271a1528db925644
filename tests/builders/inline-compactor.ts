import { compact } from '#server/sync/compact.ts';
import type { Compactor } from '#server/sync/compactor.ts';

/** The work of the worker without its thread, which a test of something else would wait for. */
export const inlineCompactor: Compactor = {
  compact: (work) => Promise.resolve().then(() => compact(work)),
  close: () => Promise.resolve(),
};
