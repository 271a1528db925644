import {
  PictureFailed,
  type GenerationProvider,
  type MadePicture,
  type PictureRequest,
  type PictureStatus,
  type SubmitOptions,
} from '../../provider.ts';

type Answering = Pick<GenerationProvider, 'submit' | 'poll' | 'cancel'>;

export interface AtOnce {
  readonly make: (request: PictureRequest, options: SubmitOptions) => Promise<MadePicture>;
  /** Tells a server that goes on when nobody waits any more. */
  readonly callOff?: (key: string) => Promise<void>;
}

/**
 * For an API that answers a request with its picture: there is nothing to come back to, so what was asked for goes with
 * the process, and has to be asked for, and paid for, again.
 */
export function answersAtOnce({ make, callOff }: AtOnce): Answering {
  const waiting = new Map<string, { readonly abort: AbortController; readonly picture: Promise<PictureStatus> }>();

  return {
    submit: (request, options) => {
      const { key } = options;
      // Asked twice in one process, it is the same picture.
      if (waiting.has(key)) return Promise.resolve({ key });
      const abort = new AbortController();
      const signal = AbortSignal.any([abort.signal, options.signal]);
      const picture = statusOf(make(request, { ...options, signal }));
      // It may fail before anybody asks for it, or when nobody asks any more.
      picture.catch(() => waiting.delete(key));
      options.signal.addEventListener('abort', () => waiting.delete(key), { once: true });
      waiting.set(key, { abort, picture });
      return Promise.resolve({ key });
    },
    poll: async (handle) => {
      const key = keyOf(handle);
      const found = waiting.get(key);
      if (!found) return { state: 'unknown' };
      return found.picture.finally(() => waiting.delete(key));
    },
    cancel: async (handle) => {
      const key = keyOf(handle);
      const found = waiting.get(key);
      if (!found) return;
      waiting.delete(key);
      await callOff?.(key).catch(() => undefined);
      found.abort.abort(new Error('The picture was called off.'));
    },
  };
}

async function statusOf(made: Promise<MadePicture>): Promise<PictureStatus> {
  try {
    return { state: 'done', picture: await made };
  } catch (error) {
    if (error instanceof PictureFailed) return error.failure;
    throw error;
  }
}

function keyOf(handle: unknown): string {
  const { key } = (handle ?? {}) as { readonly key?: unknown };
  return typeof key === 'string' ? key : '';
}
