import type { ChildProcess } from 'node:child_process';
import type { PictureWidth } from '#shared/lib/picture-widths.ts';
import { turns } from '#shared/lib/turns.ts';
import { AppError } from '#shared/protocol/index.ts';
import { startProcess } from '#server/config/index.ts';
import type { DrawOrder } from './draw.ts';
import type { PictureAnswer, PictureTask } from './messages.ts';
import type { PictureCheck, PictureRead } from './read-picture.ts';

/** By the clock: the process ends itself long before, unless it hangs or gets no processor. */
const LIMIT_MS = 12_000;
/** Kept for the next picture for so long. */
const IDLE_MS = 10_000;
/** Whoever comes when so many wait is asked to try again: each holds up to 20 MB. */
const MOST_WAITING = 16;

/** Where pictures are read and made smaller: one at a time, in a process that is ended when one goes wrong. */
export interface Studio {
  /** Rejects with the signal's reason when nobody wants it any more, and with AppError `unavailable` when too many wait. */
  read(bytes: Uint8Array, signal?: AbortSignal): Promise<PictureRead>;
  /** Whether it may be kept as it is. Rejects as `read` does. */
  check(bytes: Uint8Array, signal?: AbortSignal): Promise<PictureCheck>;
  /** AppError `unavailable` when it could not be made. */
  scale(bytes: Uint8Array, width: PictureWidth): Promise<Uint8Array>;
  /** A PNG. AppError `unavailable` when it could not be made. */
  draw(order: DrawOrder): Promise<Uint8Array>;
  close(): void;
}

export function createStudio({ limitMs = LIMIT_MS } = {}): Studio {
  const bench = new Bench(limitMs);
  return {
    read: async (bytes, signal) => {
      const outcome = await bench.ask({ task: 'read', bytes }, signal);
      if (outcome.kind === 'answered' && outcome.answer.task === 'read') return outcome.answer.read;
      return faultOf(outcome);
    },
    check: async (bytes, signal) => {
      const outcome = await bench.ask({ task: 'check', bytes }, signal);
      if (outcome.kind === 'answered' && outcome.answer.task === 'check') return outcome.answer.check;
      return faultOf(outcome);
    },
    scale: async (bytes, width) => {
      const made = bytesIn(await bench.ask({ task: 'scale', bytes, width }));
      if (!made) throw new AppError('unavailable', 'This picture could not be made smaller just now. Try again.');
      return made;
    },
    draw: async (order) => {
      const made = bytesIn(await bench.ask({ task: 'draw', order }));
      if (!made) throw new AppError('unavailable', 'This drawing could not be made a picture just now. Try again.');
      return made;
    },
    close: () => bench.close(),
  };
}

type Refused = Extract<PictureRead, { ok: false }>;

function faultOf({ kind }: Outcome): Refused {
  if (kind === 'late') return tooMuch('longer');
  if (kind === 'out-of-memory') return tooMuch('more memory');
  return { ok: false, code: 'unsupported_file', message: 'It is damaged: reading it broke off.' };
}

function tooMuch(what: string): Refused {
  return { ok: false, code: 'too_large', message: `It takes ${what} to read than a photo of 40 million pixels.` };
}

type Outcome =
  | { readonly kind: 'answered'; readonly answer: PictureAnswer }
  | { readonly kind: 'late' | 'out-of-memory' | 'broken' };

function outcomeOf(answer: PictureAnswer): Outcome {
  if (answer.task !== 'over') return { kind: 'answered', answer };
  return { kind: answer.limit === 'time' ? 'late' : 'out-of-memory' };
}

function bytesIn(outcome: Outcome): Uint8Array | null {
  return outcome.kind === 'answered' && 'bytes' in outcome.answer ? outcome.answer.bytes : null;
}

/** What broke off in the middle of a file may be left in a state that nobody foresaw. */
function endedWell(outcome: Outcome): boolean {
  if (outcome.kind !== 'answered') return false;
  const { answer } = outcome;
  const read = answer.task === 'read' ? answer.read : answer.task === 'check' ? answer.check : null;
  return !(read && !read.ok && read.broke);
}

/** One process, started when there is work and ended after a while without. */
class Bench {
  readonly #limitMs: number;
  readonly #inTurn = turns({ atOnce: 1, mostWaiting: MOST_WAITING, full: tooMany });
  #process: ChildProcess | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  ask(task: PictureTask, signal?: AbortSignal): Promise<Outcome> {
    return this.#inTurn(() => this.#work(task, signal), signal);
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#process?.kill('SIGKILL');
    this.#process = null;
  }

  async #work(task: PictureTask, signal?: AbortSignal): Promise<Outcome> {
    clearTimeout(this.#idle);
    try {
      const outcome = await this.#run(task, signal);
      if (!endedWell(outcome)) this.close();
      return outcome;
    } catch (error) {
      this.close();
      throw error;
    } finally {
      this.#idle = setTimeout(() => this.close(), IDLE_MS);
      this.#idle.unref();
    }
  }

  #run(task: PictureTask, signal?: AbortSignal): Promise<Outcome> {
    const child = (this.#process ??= startPictureProcess());
    const stop = new AbortController();
    return new Promise<Outcome>((resolve, reject) => {
      const late = setTimeout(() => resolve({ kind: 'late' }), this.#limitMs);
      const over = { once: true, signal: stop.signal };
      stop.signal.addEventListener('abort', () => clearTimeout(late), { once: true });
      signal?.addEventListener('abort', () => reject(reasonOf(signal)), over);
      const hear = (answer: PictureAnswer) => resolve(outcomeOf(answer));
      const end = () => {
        if (this.#process === child) this.#process = null;
        resolve({ kind: 'broken' });
      };
      const fail = () => resolve({ kind: 'broken' });
      child.once('message', hear).once('exit', end).once('error', fail);
      stop.signal.addEventListener('abort', () => child.off('message', hear).off('exit', end).off('error', fail), {
        once: true,
      });
      child.send(task, (error) => {
        if (error) fail();
      });
    }).finally(() => stop.abort());
  }
}

function startPictureProcess(): ChildProcess {
  const child = startProcess('picture-process', new URL('./picture-process.ts', import.meta.url));
  // One that is idle keeps nobody's process alive, and one that was killed has nothing to say.
  child.unref();
  child.channel?.unref();
  child.on('error', () => undefined);
  return child;
}

function tooMany(): AppError {
  return new AppError('unavailable', 'Many pictures are being added at this moment. Try again in a minute.');
}

function reasonOf(signal?: AbortSignal): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('Nobody wants this picture any more.');
}
