import { once } from 'node:events';
import { startWorker } from '#server/config/index.ts';
import type { PdfRequest, SheetsRequest, ShotListRequest, WrittenPdf } from '#server/exports/index.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Printed, PrintRequest } from './print-worker.ts';

/** Some 1,000 pages of script take four seconds. What takes longer than this is no film. */
const LIMIT_MS = 60_000;
const LIMIT_HEAP_MB = 768;

/** Rejects with AppError for too many pages; else when the printing breaks, takes a minute or more memory than a film needs. */
export interface Printer {
  script(request: PdfRequest): Promise<WrittenPdf>;
  sheets(request: SheetsRequest): Promise<WrittenPdf>;
  shotList(request: ShotListRequest): Promise<WrittenPdf>;
}

/** Prints each in a thread of its own: nobody's typing waits for somebody's printer. */
export function createPrinter(): Printer {
  return {
    script: (request) => print({ what: 'script', request }),
    sheets: (request) => print({ what: 'sheets', request }),
    shotList: (request) => print({ what: 'shots', request }),
  };
}

async function print(request: PrintRequest): Promise<WrittenPdf> {
  const worker = startWorker('print-worker', new URL('./print-worker.ts', import.meta.url), {
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
}
