import { and, asc, eq, inArray, lt, ne, notInArray, or, sql } from 'drizzle-orm';
import type { JobId, ProjectId, UserId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { jobs, projects } from '../schema/index.ts';

export type JobRow = typeof jobs.$inferSelect;
export type NewJob = Pick<JobRow, 'id' | 'kind' | 'projectId' | 'panelId' | 'requestedBy' | 'payload' | 'createdAt'>;

export interface QueuedJobs {
  /** In the order asked for. */
  readonly ids: readonly JobId[];
  /** Failed jobs of the same panels. Asking again has answered them: they are cancelled. */
  readonly answered: readonly JobRow[];
}

/**
 * Queues a job for every panel, or finds the one that is queued for it already. They are either all queued or none.
 */
export async function queueJobs(db: Db, project: ProjectId, wanted: readonly NewJob[]): Promise<QueuedJobs> {
  return db.transaction(async (tx) => {
    // Two people who ask for one panel at once wait here for one another, so that the second finds the first's job.
    await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, project)).for('update');
    const panels = wanted.map((job) => job.panelId);
    const answered = await tx
      .update(jobs)
      .set({ state: 'cancelled', message: null })
      .where(and(eq(jobs.projectId, project), inArray(jobs.panelId, panels), eq(jobs.state, 'failed')))
      .returning();
    const ids: JobId[] = [];
    for (const job of wanted) {
      const [queued] = await tx
        .select({ id: jobs.id })
        .from(jobs)
        .where(
          and(
            eq(jobs.projectId, project),
            eq(jobs.panelId, job.panelId),
            eq(jobs.kind, job.kind),
            eq(jobs.state, 'queued'),
          ),
        );
      if (!queued) await tx.insert(jobs).values({ ...job, state: 'queued', updatedAt: job.createdAt });
      ids.push(queued?.id ?? job.id);
    }
    return { ids, answered };
  });
}

/** Takes the oldest queued job for this worker. No two workers get the same one. */
export async function claimJob(
  db: Db,
  kinds: readonly string[],
  worker: string,
  at: Date,
): Promise<JobRow | undefined> {
  const oldest = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.state, 'queued'), inArray(jobs.kind, [...kinds])))
    .orderBy(asc(jobs.createdAt), asc(jobs.id))
    .limit(1)
    .for('update', { skipLocked: true });
  const [job] = await db
    .update(jobs)
    .set({ state: 'running', worker, attempts: sql`${jobs.attempts} + 1`, updatedAt: at })
    .where(sql`${jobs.id} = (${oldest})`)
    .returning();
  return job;
}

const held = (id: JobId, worker: string) => and(eq(jobs.id, id), eq(jobs.worker, worker), eq(jobs.state, 'running'));

/** Writes to a job that this worker holds. False when it holds it no longer: cancelled, or taken over. */
export async function updateHeldJob(
  db: Db,
  id: JobId,
  worker: string,
  change: Partial<Pick<JobRow, 'state' | 'progress' | 'handle' | 'payload' | 'message' | 'attempts'>>,
  at: Date,
): Promise<boolean> {
  const updated = await db
    .update(jobs)
    .set({ ...change, updatedAt: at })
    .where(held(id, worker))
    .returning({ id: jobs.id });
  return updated.length > 0;
}

/** Says that this worker is alive and at them. Returns those it still holds. */
export async function touchJobs(db: Db, ids: readonly JobId[], worker: string, at: Date): Promise<JobId[]> {
  if (ids.length === 0) return [];
  const touched = await db
    .update(jobs)
    .set({ updatedAt: at })
    .where(and(inArray(jobs.id, [...ids]), eq(jobs.worker, worker), eq(jobs.state, 'running')))
    .returning({ id: jobs.id });
  return touched.map((job) => job.id);
}

/**
 * Jobs that nobody works on any more: silent since `silentSince`, or (with `alone`) held by any worker but this one. Call
 * `touchJobs` before, or this worker's own count as silent too.
 * Those with attempts left are queued again, the rest fail with `message`. Returns both.
 */
export async function releaseOrphans(
  db: Db,
  options: { worker: string; alone: boolean; silentSince: Date; maxAttempts: number; message: string; at: Date },
): Promise<JobRow[]> {
  const { worker, alone, silentSince, maxAttempts, message, at } = options;
  const silent = lt(jobs.updatedAt, silentSince);
  const orphaned = and(eq(jobs.state, 'running'), alone ? or(ne(jobs.worker, worker), silent) : silent);
  return db.transaction(async (tx) => {
    const failed = await tx
      .update(jobs)
      .set({ state: 'failed', message, updatedAt: at })
      .where(and(orphaned, sql`${jobs.attempts} >= ${maxAttempts}`))
      .returning();
    const queued = await tx
      .update(jobs)
      .set({ state: 'queued', worker: null, progress: 0, updatedAt: at })
      .where(orphaned)
      .returning();
    return [...failed, ...queued];
  });
}

export async function findJob(db: Db, project: ProjectId, id: JobId): Promise<JobRow | undefined> {
  const [job] = await db
    .select()
    .from(jobs)
    .where(and(eq(jobs.projectId, project), eq(jobs.id, id)));
  return job;
}

/** Jobs that somebody still waits for, and failures that nobody has taken up, oldest first. */
export async function openJobs(db: Db, project: ProjectId): Promise<JobRow[]> {
  return db
    .select()
    .from(jobs)
    .where(and(eq(jobs.projectId, project), notInArray(jobs.state, ['done', 'cancelled'])))
    .orderBy(asc(jobs.createdAt), asc(jobs.id));
}

/** Undefined when it is over already. A failed job can be cancelled too: that puts it out of sight. */
export async function cancelJob(db: Db, project: ProjectId, id: JobId, at: Date): Promise<JobRow | undefined> {
  const open = or(eq(jobs.state, 'queued'), eq(jobs.state, 'running'), eq(jobs.state, 'failed'));
  const [job] = await db
    .update(jobs)
    .set({ state: 'cancelled', message: null, updatedAt: at })
    .where(and(eq(jobs.projectId, project), eq(jobs.id, id), open))
    .returning();
  return job;
}

/** Queues a failed job anew, as if `by` asked for it now. Undefined when it has not failed. */
export async function requeueFailedJob(
  db: Db,
  project: ProjectId,
  id: JobId,
  by: UserId,
  at: Date,
): Promise<JobRow | undefined> {
  const fresh = { attempts: 0, progress: 0, message: null, handle: null, worker: null };
  const [job] = await db
    .update(jobs)
    .set({ ...fresh, state: 'queued', requestedBy: by, updatedAt: at })
    .where(and(eq(jobs.projectId, project), eq(jobs.id, id), eq(jobs.state, 'failed')))
    .returning();
  return job;
}
