import { once } from 'node:events';
import { startWorker } from '#server/config/index.ts';
import type { PdfRequest, WrittenPdf } from '#server/exports/index.ts';

/** Some 1,000 pages take four seconds. What takes longer than this is no script. */
const LIMIT_MS = 60_000;
const LIMIT_HEAP_MB = 768;

export interface PdfWriter {
  /** Rejects when the printing breaks, takes a minute or more memory than a script needs. */
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
        const [written] = (await once(worker, 'message', { signal: AbortSignal.timeout(LIMIT_MS) })) as [WrittenPdf];
        return written;
      } finally {
        void worker.terminate();
      }
    },
  };
}
