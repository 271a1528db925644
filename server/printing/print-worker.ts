/** Prints the one thing it was started with, and posts the bytes, or why there are none. */
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/lib/assert.ts';
import {
  TooManyPages,
  writePdf,
  writeSheets,
  writeShotList,
  type PdfRequest,
  type SheetsRequest,
  type ShotListRequest,
  type WrittenPdf,
} from '#server/exports/index.ts';

export type PrintRequest =
  | { readonly what: 'script'; readonly request: PdfRequest }
  | { readonly what: 'sheets'; readonly request: SheetsRequest }
  | { readonly what: 'shots'; readonly request: ShotListRequest };
export type Printed = WrittenPdf | { readonly refused: string };

const port = must(parentPort, 'the print worker was started outside a worker thread');
const printed: Printed = await print(workerData as PrintRequest).catch((error: unknown) => {
  if (error instanceof TooManyPages) return { refused: error.message };
  throw error;
});
port.postMessage(printed);

function print({ what, request }: PrintRequest): Promise<WrittenPdf> {
  switch (what) {
    case 'script':
      return writePdf(request);
    case 'sheets':
      return writeSheets(request);
    case 'shots':
      return writeShotList(request);
  }
}
