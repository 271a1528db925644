/** Prints the one script it was started with, and posts the bytes, or why there are none. */
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/lib/assert.ts';
import { TooManyPages, writePdf, type PdfRequest, type WrittenPdf } from '#server/exports/index.ts';

export type Printed = WrittenPdf | { readonly refused: string };

const port = must(parentPort, 'the PDF worker was started outside a worker thread');
const printed: Printed = await writePdf(workerData as PdfRequest).catch((error: unknown) => {
  if (error instanceof TooManyPages) return { refused: error.message };
  throw error;
});
port.postMessage(printed);
