import type { JobRow } from '#db/index.ts';

/** What work on a job may use. */
export interface JobTools {
  /** Aborted when the job is cancelled (the reason is a `JobCancelled`), taken over, or the server stops. */
  readonly signal: AbortSignal;
  /** 0 to 1. Told to people at once; writing it down is left out when they come too fast. */
  progress(fraction: number): void;
  /** Writes down what a later attempt needs to go on. Throws when the job is no longer held. */
  keep(change: Pick<JobRow, 'handle' | 'payload'>): Promise<void>;
}

export interface JobFailure {
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly busy?: boolean;
  readonly kind?: string;
}

/** The work can't be done. The message is for people: what happened, what is safe, what to do. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
  /** Whether another attempt may go better. */
  readonly retryable: boolean;
  /** Milliseconds before which another attempt is of no use. */
  readonly retryAfterMs: number;
  /** Somebody outside has too much to do: the whole lane waits, and no attempt is lost by it. */
  readonly busy: boolean;
  /** For tallies; null where there is nothing to count. */
  readonly kind: string | null;

  constructor(message: string, options: JobFailure) {
    super(message);
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs ?? 0;
    this.busy = options.busy ?? false;
    this.kind = options.kind ?? null;
  }
}

/** Why work was broken off: somebody cancelled it, and what was begun elsewhere should be called off too. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}
