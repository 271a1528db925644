import type { JobId, PanelId } from '#shared/lib/ids.ts';
import type { JobState, PictureProgress } from '#shared/protocol/index.ts';

/** A job as the page's loader lists it: those under way, and those that failed and were not tried again. */
export interface ListedJob {
  readonly id: JobId;
  readonly panel: PanelId;
  readonly state: JobState;
  readonly progress: number;
  readonly message: string | null;
}

interface KnownJob extends PictureProgress {
  /** An event spoke of it since the last listing. */
  readonly heard: boolean;
}

/** Jobs by id, the newest last. Finished ones stay, so that nothing late brings them back to life. */
export type PictureJobs = ReadonlyMap<JobId, KnownJob>;

export type JobAction =
  | { readonly kind: 'listed'; readonly jobs: readonly ListedJob[] }
  | { readonly kind: 'progressed'; readonly event: PictureProgress };

export function initialJobs(jobs: readonly ListedJob[]): PictureJobs {
  return new Map(jobs.map((job) => [job.id, { ...progressOf(job), heard: false }]));
}

/**
 * Brings what was listed and what was told together. A listing may have been read before an event that came first: it
 * moves no job backwards and forgets none that was heard of since the listing before it.
 */
export function reduceJobs(known: PictureJobs, action: JobAction): PictureJobs {
  if (action.kind === 'progressed') return withEvent(known, action.event);
  const next = new Map<JobId, KnownJob>();
  const listed = new Set(action.jobs.map((job) => job.id));
  for (const [id, job] of known)
    if (isOver(job) || (job.heard && !listed.has(id))) next.set(id, { ...job, heard: false });
  for (const job of action.jobs) {
    const before = known.get(job.id);
    const ahead = before && (isOver(before) || (before.heard && rank(before) >= rank(progressOf(job))));
    next.set(job.id, { ...(ahead ? before : progressOf(job)), heard: false });
  }
  return next;
}

function withEvent(known: PictureJobs, event: PictureProgress): PictureJobs {
  const before = known.get(event.job);
  if (before && isOver(before)) return known;
  const next = new Map(known);
  // A failed job that is tried again is the newest of its panel.
  if (before?.state === 'failed') next.delete(event.job);
  const steady = before?.state === 'running' && event.state === 'running';
  const progress = steady ? Math.max(before.progress, event.progress) : event.progress;
  return next.set(event.job, { ...event, progress, heard: true });
}

/** What each panel shows: a job under way before a failed one, a later before an earlier; nothing when all is done. */
export function shownJobs(known: PictureJobs): PictureProgress[] {
  const byPanel = new Map<PanelId, PictureProgress>();
  for (const job of known.values()) {
    if (isOver(job)) continue;
    const shown = byPanel.get(job.panel);
    if (!shown || job.state !== 'failed' || shown.state === 'failed') byPanel.set(job.panel, job);
  }
  return [...byPanel.values()];
}

function progressOf({ id, panel, state, progress, message }: ListedJob): PictureProgress {
  return { job: id, panel, state, progress, ...(message !== null && { message }) };
}

function isOver({ state }: { readonly state: JobState }): boolean {
  return state === 'done' || state === 'cancelled';
}

const RANKS: Readonly<Record<JobState, number>> = { queued: 0, running: 1, failed: 2, done: 3, cancelled: 3 };

function rank({ state, progress }: PictureProgress): number {
  return RANKS[state] + (state === 'running' ? progress / 2 : 0);
}
