import type { Screenplay } from '#shared/screenplay/index.ts';
import { AppError } from '#shared/protocol/index.ts';
import { startWorker } from '#server/config/index.ts';
import type { ImportNote, UploadedFile } from './port.ts';

const LIMIT_MS = 20_000;
const LIMIT_HEAP_MB = 512;

export interface ReadScript {
  readonly screenplay: Screenplay;
  readonly notes: readonly ImportNote[];
}

/** What the worker answers. */
export type ReaderAnswer =
  { readonly ok: true; readonly script: ReadScript } | { readonly ok: false; readonly message: string };

export interface ScriptReader {
  /** AppError `unsupported_file` with the reason for a file that is no script. */
  read(file: UploadedFile): Promise<ReadScript>;
}

/**
 * Reads each file in a worker of its own: a hostile one costs a bounded time and memory, and nobody else's typing waits.
 */
export function scriptReader(): ScriptReader {
  return {
    read: async (file) => {
      const answer = await runWorker(file);
      if (!answer.ok) throw new AppError('unsupported_file', `${file.name}: ${answer.message} Nothing was imported.`);
      return answer.script;
    },
  };
}

function runWorker(file: UploadedFile): Promise<ReaderAnswer> {
  const worker = startWorker('script-worker', new URL('./script-worker.ts', import.meta.url), {
    workerData: file.bytes,
    resourceLimits: { maxOldGenerationSizeMb: LIMIT_HEAP_MB },
  });
  return new Promise<ReaderAnswer>((resolve, reject) => {
    const refuse = () =>
      reject(
        new AppError('unsupported_file', `${file.name} takes too long to read to be a script. Nothing was imported.`),
      );
    const late = setTimeout(refuse, LIMIT_MS);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') refuse();
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(late);
      refuse();
    });
  }).finally(() => void worker.terminate());
}
