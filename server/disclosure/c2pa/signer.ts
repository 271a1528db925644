import { OneWorker, startWorker } from '#server/config/index.ts';
import type { SignTask } from './messages.ts';

/** Signs pictures in a thread that is there while there is something to sign: its engine takes 9 MB to load. */
export interface Signer {
  /** The same picture with a manifest. Rejects for what the engine can't sign. */
  sign(task: SignTask): Promise<Uint8Array>;
  close(): Promise<void>;
}

export function createSigner(): Signer {
  const worker = new OneWorker<Uint8Array>(() =>
    startWorker('c2pa-worker', new URL('./c2pa-worker.ts', import.meta.url), {}),
  );
  return {
    sign: (task) => worker.ask((thread) => thread.postMessage(task)),
    close: () => worker.close(),
  };
}
