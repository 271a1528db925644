import { turns } from '#shared/lib/turns.ts';
import { AppError } from '#shared/protocol/index.ts';
import { runOnce, startWorker } from '#server/config/index.ts';
import type { ScriptUpload, UploadedFile } from './port.ts';
import type { UploadRead } from './read-upload.ts';

/** A script of 1,000 pages takes two seconds and 150 MB. What takes more is none (docs/decisions/015). */
const LIMIT_MS = 4_500;
const LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };
const MAX_BYTES = 20 * 1024 * 1024;
/** Everybody else's files wait: one that was made to cost all that it may costs no more than that. */
const AT_ONCE = 1;

export interface ScriptReader {
  /** AppError `unsupported_file` or `too_large` with the file's name and the reason for one that is no script. */
  read(file: UploadedFile): Promise<ScriptUpload>;
}

/** Reads each file in a thread of its own: a hostile one costs a bounded time and memory, and nobody's typing waits. */
export function scriptReader({ limitMs = LIMIT_MS } = {}): ScriptReader {
  const inTurn = turns({ atOnce: AT_ONCE });
  return {
    read: async (file) => {
      if (file.bytes.length > MAX_BYTES) {
        throw new AppError('too_large', `${file.name} is over 20 MB. Nothing was imported.`);
      }
      const answer = await inTurn(() => runWorker(file, limitMs));
      if (!answer.ok) throw new AppError(answer.code, `${file.name}: ${answer.message} Nothing was imported.`);
      return answer.upload;
    },
  };
}

async function runWorker(file: UploadedFile, limitMs: number): Promise<UploadRead> {
  const worker = startWorker('script-worker', new URL('./script-worker.ts', import.meta.url), {
    workerData: file,
    resourceLimits: LIMITS,
  });
  const run = await runOnce<UploadRead>(worker, limitMs);
  if (run.kind === 'answered') return run.answer;
  const what = { late: 'longer', 'out-of-memory': 'more memory', ended: 'more' }[run.kind];
  return { ok: false, code: 'too_large', message: `It takes ${what} to read than a script of 1,000 pages.` };
}
