/** Prints the one script it was started with, and posts the bytes. */
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/lib/assert.ts';
import { writePdf, type PdfRequest } from '#server/exports/index.ts';

const port = must(parentPort, 'the PDF worker was started outside a worker thread');
const written = await writePdf(workerData as PdfRequest);
port.postMessage(written);
