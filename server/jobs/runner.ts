import {
  claimJobs,
  findJob,
  holdLane,
  readyLanes,
  releaseOrphans,
  touchJobs,
  updateHeldJob,
  type Db,
  type JobRow,
  type LaneLimits,
} from '#db/index.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { JobId } from '#shared/lib/ids.ts';
import type { Log } from '#server/observability/index.ts';
import { JobCancelled, JobFailed, type JobTools } from './job.ts';

export interface JobRunnerOptions {
  readonly db: Db;
  /** The kinds of job that `run` knows. */
  readonly kinds: readonly string[];
  /** This process. Another name at every start: jobs held under an old name belong to nobody. */
  readonly worker: string;
  /** No other process works on this database: what others hold is taken up at once, not when they have fallen silent. */
  readonly alone: boolean;
  /** Of a lane that has no limits of its own: jobs at a time, in this process. */
  readonly concurrency: number;
  /** A lane's limits, over all processes; null: it has none. */
  readonly limitsOf?: (lane: string) => Promise<LaneLimits | null>;
  /** Milliseconds before a second attempt; the third waits longer. At once when left out. */
  readonly backOffMs?: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Does the work; may be called again for the same job. Done when it resolves, failed when it rejects. */
  readonly run: (job: JobRow, tools: JobTools) => Promise<void>;
  /** A job has another state or has moved on. Called after the change is committed. */
  readonly changed: (job: JobRow) => void;
  readonly pollMs?: number;
}

export interface JobRunner {
  start(): void;
  /** There is work. */
  wake(): void;
  /** Breaks off a job that this process works on, once its row says it is cancelled. */
  abort(id: JobId): void;
  /** Lets go of the jobs under way, so that the next process resumes them. */
  stop(): Promise<void>;
}

const POLL_MS = 2_000;
/** Several missed polls: a process that is merely slow keeps its jobs. */
const SILENT_MS = 20_000;
const MAX_ATTEMPTS = 3;
/** How much longer each attempt waits than the one before. */
const BACK_OFF_FACTOR = 4;
/** With half a minute and more between them: a quarter of an hour at least, until somebody is told. */
const MAX_WAITS = 30;
const BUSY_MS = 30_000;
/** The last of them with nothing beside it that has gone down as often: a job that outlives none of them is the reason. */
const MAX_ORPHANED = 8;
/** Of a job that may be what takes the server down: others get something done in between. */
const SUSPECT_REST_MS = 10_000;
const ORPHANED =
  'The server went down eight times in a row while this was under way, so this may be what takes it down, and was given up. Nothing else was lost: try again, or ask for something else.';
const FAULT = 'A fault of the program kept this from being done. Nothing else was touched: try again.';

/** An attempt that came to an end has taken nothing down. */
const AGAIN = { state: 'queued', progress: 0, handle: null, orphaned: 0 } as const;

interface Work {
  readonly job: JobRow;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  return new Runner(options);
}

class Runner implements JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #work = new Map<JobId, Work>();
  #running = false;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | null = null;
  #again = false;
  #lookDue = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = true;
    this.#timer = setInterval(() => this.#wake(true), this.#options.pollMs ?? POLL_MS);
    this.#wake(true);
  }

  wake(): void {
    this.#wake(false);
  }

  abort(id: JobId): void {
    this.#work.get(id)?.abort.abort(new JobCancelled('cancelled'));
  }

  async stop(): Promise<void> {
    this.#running = false;
    clearInterval(this.#timer);
    await this.#round;
    const under = [...this.#work.values()];
    for (const { abort } of under) abort.abort(new Error('The server is stopping.'));
    await Promise.all(under.map(({ ended }) => ended));
  }

  // One round at a time, or two would claim more than the limit between them. A wake during a round makes another.
  #wake(look: boolean): void {
    if (!this.#running) return;
    this.#again = true;
    this.#lookDue ||= look;
    this.#round ??= this.#rounds();
  }

  async #rounds(): Promise<void> {
    while (this.#again && this.#running) {
      this.#again = false;
      try {
        if (this.#lookDue) await this.#look();
        await this.#fill();
      } catch (error) {
        this.#options.log.error({ err: error }, 'jobs can’t be reached');
      }
    }
    // In the same breath as the last look at `again`: a wake in between would be lost.
    this.#round = null;
  }

  /** Says that this process lives, finds what was taken from it, and takes up what others have left behind. */
  async #look(): Promise<void> {
    const { db, worker, alone, clock, changed } = this.#options;
    this.#lookDue = false;
    const at = new Date(clock.now());
    const mine = [...this.#work.values()];
    const held = new Set(await touchJobs(db, [...this.#work.keys()], worker, at));
    for (const { job, abort } of mine) if (!held.has(job.id)) abort.abort(await this.#whyLost(job));
    const since = (ms: number) => new Date(at.getTime() + ms);
    const rules = { silentSince: since(-SILENT_MS), suspectsAgain: since(SUSPECT_REST_MS), most: MAX_ORPHANED };
    for (const job of await releaseOrphans(db, { worker, alone, at, message: ORPHANED, ...rules })) changed(job);
  }

  /** Lane by lane: a full one, or one that has to wait, holds up no other. */
  async #fill(): Promise<void> {
    const { db, kinds, clock } = this.#options;
    for (const lane of await readyLanes(db, kinds, new Date(clock.now()))) await this.#fillLane(lane);
  }

  async #fillLane(lane: string): Promise<void> {
    const { db, kinds, worker, alone, concurrency, limitsOf, clock } = this.#options;
    const limits = (await limitsOf?.(lane)) ?? null;
    const here = [...this.#work.values()].filter(({ job }) => job.lane === lane).length;
    const count = (limits?.atOnce ?? concurrency) - here;
    if (count <= 0) return;
    const at = new Date(clock.now());
    for (const job of await claimJobs(db, { kinds, worker, at, count, lane, limits, alone })) this.#begin(job);
  }

  #begin(job: JobRow): void {
    const abort = new AbortController();
    const ended = this.#attempt(job, abort).finally(() => {
      this.#work.delete(job.id);
      this.wake();
    });
    this.#work.set(job.id, { job, abort, ended });
  }

  async #attempt(job: JobRow, abort: AbortController): Promise<void> {
    const { log, run, changed } = this.#options;
    const attempt = { open: true };
    changed(job);
    try {
      await run(job, this.#toolsFor(job, abort, attempt));
      attempt.open = false;
      await this.#write(job, { state: 'done', progress: 1, message: null });
    } catch (error) {
      attempt.open = false;
      await this.#afterFailure(job, error, abort.signal).catch((lost: unknown) => {
        // The row still says "running" under our name; it will fall silent and be taken up again.
        log.error({ err: lost, job: job.id }, 'the end of a job could not be written');
      });
    }
  }

  #toolsFor(job: JobRow, abort: AbortController, attempt: { readonly open: boolean }): JobTools {
    const { changed, log } = this.#options;
    let writing = false;
    return {
      signal: abort.signal,
      progress: (fraction) => {
        const progress = Math.min(Math.max(fraction, 0), 1);
        if (!attempt.open || abort.signal.aborted) return;
        changed({ ...job, progress });
        if (writing) return;
        writing = true;
        this.#update(job, { progress })
          .catch((error: unknown) => log.error({ err: error, job: job.id }, 'progress could not be written'))
          .finally(() => (writing = false));
      },
      keep: async (change) => {
        if (!(await this.#update(job, change))) abort.abort(await this.#whyLost(job));
        abort.signal.throwIfAborted();
      },
    };
  }

  async #afterFailure(job: JobRow, error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      // A stop is not the job's fault and costs no attempt. What was cancelled or taken over is not ours to write.
      await this.#write(job, { state: 'queued', attempts: job.attempts - 1, progress: 0 });
      return;
    }
    const failed = error instanceof JobFailed;
    if (!failed) this.#options.log.error({ err: error, job: job.id, kind: job.kind }, 'a job broke');
    const ended = { failure: failed ? error.kind : null, refusals: job.refusals + 1 };
    if (failed && error.busy && job.waits < MAX_WAITS) {
      const notBefore = this.#in(error.retryAfterMs || BUSY_MS);
      const again = { attempts: job.attempts - 1, waits: job.waits + 1, notBefore };
      await this.#write(job, { ...AGAIN, ...ended, ...again });
      if (notBefore) await holdLane(this.#options.db, job.lane, notBefore);
    } else if ((!failed || error.retryable) && job.attempts < MAX_ATTEMPTS) {
      const backOff = (this.#options.backOffMs ?? 0) * BACK_OFF_FACTOR ** (job.attempts - 1);
      const notBefore = this.#in(Math.max(failed ? error.retryAfterMs : 0, backOff));
      await this.#write(job, { ...AGAIN, ...ended, notBefore });
    } else {
      await this.#write(job, { ...ended, state: 'failed', message: failed ? error.message : FAULT });
    }
  }

  #in(ms: number): Date | null {
    return ms > 0 ? new Date(this.#options.clock.now() + ms) : null;
  }

  async #write(job: JobRow, change: Parameters<typeof updateHeldJob>[3]): Promise<void> {
    if (await this.#update(job, change)) this.#options.changed({ ...job, ...change });
  }

  #update(job: JobRow, change: Parameters<typeof updateHeldJob>[3]): Promise<boolean> {
    const { db, worker, clock } = this.#options;
    return updateHeldJob(db, job.id, worker, change, new Date(clock.now()));
  }

  async #whyLost(job: JobRow): Promise<Error> {
    const row = await findJob(this.#options.db, job.projectId, job.id);
    return row?.state === 'cancelled' ? new JobCancelled('cancelled') : new Error('The job is not held any more.');
  }
}
