/** Reads the one file it was started with, and posts what it is. */
import { parentPort, workerData } from 'node:worker_threads';
import type { UploadedFile } from './port.ts';
import { readUpload } from './read-upload.ts';

parentPort?.postMessage(readUpload(workerData as UploadedFile));
