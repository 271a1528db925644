/** Does the one task it was started with, and posts what came of it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FolderAnswer, FolderTask } from './messages.ts';
import { readFolder } from './read-folder.ts';
import { Refused } from './refused.ts';
import { writeFolder } from './write-folder.ts';

parentPort?.postMessage(answerTo(workerData as FolderTask));

function answerTo(task: FolderTask): FolderAnswer {
  if (task.task === 'write') return { kind: 'written', folder: writeFolder(task) };
  try {
    return { kind: 'read', folder: readFolder(task) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: 'refused', code: error.code, message: error.message };
  }
}
