import { once } from 'node:events';
import { startWorker } from '#server/config/index.ts';
import type { PdfRequest, WrittenPdf } from '#server/exports/index.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Printed } from './pdf-worker.ts';

/** Some 1,000 pages take four seconds. What takes longer than this is no script. */
const LIMIT_MS = 60_000;
const LIMIT_HEAP_MB = 768;

export interface PdfWriter {
  /** Rejects with AppError for too many pages; else when the printing breaks, takes a minute or more memory than a script needs. */
  write(request: PdfRequest): Promise<WrittenPdf>;
}

/** Prints each script in a thread of its own: nobody's typing waits for somebody's printer. */
export function pdfWriter(): PdfWriter {
  return {
    write: async (request) => {
      const worker = startWorker('pdf-worker', new URL('./pdf-worker.ts', import.meta.url), {
        workerData: request,
        resourceLimits: { maxOldGenerationSizeMb: LIMIT_HEAP_MB },
      });
      try {
        // `once` rejects with what broke the worker.
        const [printed] = (await once(worker, 'message', { signal: AbortSignal.timeout(LIMIT_MS) })) as [Printed];
        if ('refused' in printed) throw new AppError('too_large', printed.refused);
        return printed;
      } finally {
        void worker.terminate();
      }
    },
  };
}
