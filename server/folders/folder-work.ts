import { runOnce, startWorker } from '#server/config/index.ts';
import type { FolderAnswer, FolderTask, ReadFolder, WrittenFolder } from './messages.ts';
import { Refused } from './refused.ts';

/** Ten thousand boarded panels take two seconds and 300 MB. */
const LIMIT_MS = 30_000;
const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 128 };

/** Whole projects are written and read in a thread of their own: nobody's typing waits, and a hostile one has its bounds. */
export interface FolderWork {
  write(task: Omit<FolderTask & { task: 'write' }, 'task'>): Promise<WrittenFolder>;
  /** Rejects with Refused. */
  read(task: Omit<FolderTask & { task: 'read' }, 'task'>): Promise<ReadFolder>;
}

export function folderWorkInThread(): FolderWork {
  return {
    write: async (task) => {
      const answer = await run({ task: 'write', ...task });
      if (answer.kind !== 'written') throw new Error('The folder was not written.');
      return answer.folder;
    },
    read: async (task) => {
      const answer = await run({ task: 'read', ...task });
      if (answer.kind === 'refused') throw new Refused(answer.message, answer.code);
      if (answer.kind !== 'read') throw new Error('The folder was not read.');
      return answer.folder;
    },
  };
}

async function run(workerData: FolderTask): Promise<FolderAnswer> {
  const source = new URL('./folder-worker.ts', import.meta.url);
  const ran = await runOnce<FolderAnswer>(
    startWorker('folder-worker', source, { workerData, resourceLimits: LIMITS }),
    LIMIT_MS,
  );
  if (ran.kind === 'answered') return ran.answer;
  throw new Refused('It takes more to read than a film of ten thousand panels.', 'too_large');
}
