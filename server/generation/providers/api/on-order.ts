import { setTimeout as sleep } from 'node:timers/promises';
import { z, type ZodType } from 'zod';
import {
  PictureFailed,
  type GenerationProvider,
  type Json,
  type PictureRequest,
  type PictureStatus,
  type SubmitOptions,
} from '../../provider.ts';
import type { ProviderTools } from '../../provider-kind.ts';
import { pictureFailed } from './failures.ts';

type Answering = Pick<GenerationProvider, 'submit' | 'poll' | 'cancel'>;

export interface AdapterTools extends ProviderTools {
  /** Between two questions after a picture; the provider's own pace when left out. */
  readonly pollEveryMs?: number;
}

export interface OnOrder<Handle extends Json> {
  /** The provider's name, for people. */
  readonly name: string;
  readonly reads: ZodType<Handle>;
  readonly everyMs: number;
  order(request: PictureRequest, options: SubmitOptions): Promise<Handle>;
  /** How it stands; asks once. */
  look(handle: Handle, signal: AbortSignal): Promise<PictureStatus>;
  callOff(handle: Handle, signal: AbortSignal): Promise<void>;
}

/** A picture that is being made is not given up, and paid for twice, because a question after it went wrong. */
const QUESTIONS_THAT_MAY_FAIL = 5;
const LONGEST_WAIT_MS = 60_000;
/** After which nobody believes in it any more. */
const LONGEST_ORDER_MS = 3_600_000;

/** For an API that takes an order and is asked after it, by this process or the next. */
export function takesOrders<Handle extends Json>(api: OnOrder<Handle>, tools: AdapterTools): Answering {
  const { pollEveryMs: everyMs = api.everyMs, clock } = tools;
  const Handed = z.object({ since: z.number(), order: api.reads });
  const callOff = (order: Handle) => {
    // What can't be called off any more is done, or will be paid for; nothing here can mend that.
    return api.callOff(order, new AbortController().signal).catch(() => undefined);
  };
  return {
    submit: async (request, options) => ({ since: clock.now(), order: await api.order(request, options) }),
    poll: async (handle, signal) => {
      const read = Handed.safeParse(handle);
      if (!read.success) return { state: 'unknown' };
      const { since, order } = read.data;
      const status = await lookOften(api, order, everyMs, signal);
      if (status.state !== 'running') return status;
      if (clock.now() - since > LONGEST_ORDER_MS) {
        await callOff(order);
        return pictureFailed(api.name, 'timeout', {
          happened: `${api.name} did not finish this picture within an hour.`,
          retryable: false,
        }).failure;
      }
      await wait(everyMs, signal);
      return status;
    },
    cancel: async (handle) => {
      const read = Handed.safeParse(handle);
      if (read.success) await callOff(read.data.order);
    },
  };
}

async function lookOften<Handle extends Json>(
  api: OnOrder<Handle>,
  handle: Handle,
  everyMs: number,
  signal: AbortSignal,
): Promise<PictureStatus> {
  for (let failed = 1; ; failed++) {
    try {
      return await api.look(handle, signal);
    } catch (error) {
      if (!(error instanceof PictureFailed)) throw error;
      const { failure } = error;
      if (!failure.retryable || failed === QUESTIONS_THAT_MAY_FAIL) return failure;
      await wait(Math.min(failure.retryAfterMs ?? everyMs * failed, LONGEST_WAIT_MS), signal);
    }
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}
