import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { JobId, PanelId, ProjectId, UserId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { jobs, projects } from '../schema/index.ts';

export type JobRow = typeof jobs.$inferSelect;
export type NewJob = Pick<JobRow, 'id' | 'kind' | 'projectId' | 'panelId' | 'requestedBy' | 'payload' | 'createdAt'> &
  Partial<Pick<JobRow, 'lane' | 'priority' | 'estimate'>>;

export interface QueuedJobs {
  /** In the order asked for. */
  readonly ids: readonly JobId[];
  /** Failed jobs of the same panels. Asking again has answered them: they are cancelled. */
  readonly answered: readonly JobRow[];
}

/**
 * Queues a job for every panel, or finds the one that is queued for it already on the same order (`payload.order`, of
 * all of `wanted` alike). They are either all queued or none: `allow` can refuse, by rejecting, so many that are new.
 */
export async function queueJobs(
  db: Db,
  project: ProjectId,
  wanted: readonly NewJob[],
  allow: (tx: Db, fresh: number) => Promise<void> = () => Promise.resolve(),
): Promise<QueuedJobs> {
  return db.transaction(async (tx) => {
    // Two people who ask for one panel at once wait here for one another, so that the second finds the first's job.
    await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, project)).for('update');
    const panels = wanted.map((job) => job.panelId);
    const answered = await tx
      .update(jobs)
      .set({ state: 'cancelled', message: null })
      .where(and(eq(jobs.projectId, project), inArray(jobs.panelId, panels), eq(jobs.state, 'failed')))
      .returning();
    const waiting = await waitingJobs(tx, project, wanted);
    const fresh = wanted.filter(({ panelId }) => !waiting.has(panelId));
    if (fresh.length > 0) {
      await allow(tx, fresh.length);
      await tx
        .insert(jobs)
        .values(fresh.map((job) => ({ ...job, state: 'queued' as const, updatedAt: job.createdAt })));
    }
    return { ids: wanted.map(({ panelId, id }) => waiting.get(panelId) ?? id), answered };
  });
}

/** By panel, what is queued already on the order of these jobs: another order is another picture, not one asked for twice. */
async function waitingJobs(
  db: Db,
  project: ProjectId,
  wanted: readonly NewJob[],
): Promise<ReadonlyMap<PanelId, JobId>> {
  const [first] = wanted;
  if (!first) return new Map();
  const queued = await db
    .select({ id: jobs.id, panel: jobs.panelId })
    .from(jobs)
    .where(
      and(
        ...[eq(jobs.projectId, project), eq(jobs.kind, first.kind), eq(jobs.state, 'queued')],
        inArray(
          jobs.panelId,
          wanted.map(({ panelId }) => panelId),
        ),
        sql`${jobs.payload} -> 'order' = ${JSON.stringify(first.payload)}::text::jsonb -> 'order'`,
      ),
    );
  return new Map(queued.map(({ id, panel }) => [panel, id]));
}

/** So many processes that went with it in a row make it one that may be what takes them down. */
const SUSPECT_FROM = 4;

/** Queued, due, of a project whose queue is not held, and not to wait for another that may take the server down. */
function ready(db: Db, kinds: readonly string[], at: Date) {
  return and(due(db, kinds, at), or(lt(jobs.orphaned, SUSPECT_FROM), inArray(jobs.id, nextSuspect(db, kinds, at))));
}

function due(db: Db, kinds: readonly string[], at: Date) {
  const paused = db.select({ id: projects.id }).from(projects).where(isNotNull(projects.jobsPausedAt));
  return and(
    eq(jobs.state, 'queued'),
    inArray(jobs.kind, [...kinds]),
    or(isNull(jobs.notBefore), lte(jobs.notBefore, at)),
    notInArray(jobs.projectId, paused),
  );
}

/**
 * Of those that may be what takes the server down, the one under way, or else the next: two at a time, and what is
 * innocent would go down with what is not, again and again. Whatever went down most often comes last.
 */
function nextSuspect(db: Db, kinds: readonly string[], at: Date) {
  return db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(gte(jobs.orphaned, SUSPECT_FROM), or(eq(jobs.state, 'running'), due(db, kinds, at))))
    .orderBy(
      sql`${jobs.state} = 'running' desc`,
      ...[asc(jobs.orphaned), desc(jobs.priority), asc(jobs.createdAt), asc(jobs.id)],
    )
    .limit(1);
}

/** The lanes in which something waits that could be taken up now. */
export async function readyLanes(db: Db, kinds: readonly string[], at: Date): Promise<string[]> {
  const lanes = await db
    .selectDistinct({ lane: jobs.lane })
    .from(jobs)
    .where(ready(db, kinds, at));
  return lanes.map(({ lane }) => lane);
}

/** What one lane may have, counted over every process. */
export interface LaneLimits {
  /** Jobs running at once. */
  readonly atOnce: number;
  /** Jobs taken up within any minute; null: as many as there are. */
  readonly perMinute: number | null;
}

export interface Claim {
  readonly kinds: readonly string[];
  readonly worker: string;
  readonly at: Date;
  /** At most. */
  readonly count: number;
  /** Of this lane alone, as far as it has room; else of any. */
  readonly lane?: string;
  readonly limits?: LaneLimits | null;
  /** No other process takes up jobs. */
  readonly alone?: boolean;
}

/** Takes the most urgent of the oldest queued jobs for this worker. No two workers get the same one. */
export async function claimJobs(db: Db, claim: Claim): Promise<JobRow[]> {
  const { lane, limits, alone } = claim;
  if (lane === undefined || !limits || alone) return claimNext(db, claim);
  return db.transaction(async (tx) => {
    // Two processes that look at once would both see room for one more.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`lane ${lane}`}, 0))`);
    return claimNext(tx, claim);
  });
}

const MINUTE_MS = 60_000;

/** How many of `count` a lane has room for, as the statement finds it. */
function roomIn(db: Db, { lane, limits, at, count: wanted }: Claim): SQL {
  if (lane === undefined || !limits) return sql`${wanted}`;
  const { atOnce, perMinute } = limits;
  const of = (which: SQL) =>
    db
      .select({ jobs: count() })
      .from(jobs)
      .where(and(eq(jobs.lane, lane), which));
  const running = sql`${atOnce} - (${of(eq(jobs.state, 'running'))})`;
  const begun = of(gt(jobs.startedAt, new Date(at.getTime() - MINUTE_MS)));
  const rooms = [sql`${wanted}::bigint`, running, ...(perMinute === null ? [] : [sql`${perMinute} - (${begun})`])];
  return sql`greatest(0, least(${sql.join(rooms, sql`, `)}))`;
}

async function claimNext(db: Db, claim: Claim): Promise<JobRow[]> {
  const { kinds, worker, at, lane } = claim;
  // Read once: a subquery may be asked again for every row, and then takes more than it should.
  const next = db.$with('next').as(
    db
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(ready(db, kinds, at), lane === undefined ? undefined : eq(jobs.lane, lane)))
      .orderBy(desc(jobs.priority), asc(jobs.createdAt), asc(jobs.id))
      .limit(roomIn(db, claim) as never)
      .for('update', { skipLocked: true }),
  );
  const claimed = await db
    .with(next)
    .update(jobs)
    .set({ state: 'running', worker, attempts: sql`${jobs.attempts} + 1`, updatedAt: at, startedAt: at })
    .where(inArray(jobs.id, db.select({ id: next.id }).from(next)))
    .returning();
  return claimed.sort(inTurn);
}

function inTurn(a: JobRow, b: JobRow): number {
  return b.priority - a.priority || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
}

/** Nothing that waits in the lane is taken up before `until`. */
export async function holdLane(db: Db, lane: string, until: Date): Promise<void> {
  const sooner = or(isNull(jobs.notBefore), lt(jobs.notBefore, until));
  await db
    .update(jobs)
    .set({ notBefore: until })
    .where(and(eq(jobs.lane, lane), eq(jobs.state, 'queued'), sooner));
}

/** What is under way goes on to its end; nothing else is taken up until the project's queue goes on (`at` null). */
export async function pauseJobs(db: Db, project: ProjectId, at: Date | null): Promise<void> {
  await db.update(projects).set({ jobsPausedAt: at }).where(eq(projects.id, project));
}

export async function areJobsPaused(db: Db, project: ProjectId): Promise<boolean> {
  const [found] = await db.select({ at: projects.jobsPausedAt }).from(projects).where(eq(projects.id, project));
  return found !== undefined && found.at !== null;
}

const held = (id: JobId, worker: string) => and(eq(jobs.id, id), eq(jobs.worker, worker), eq(jobs.state, 'running'));

export type JobChange = Partial<
  Pick<
    JobRow,
    | 'state'
    | 'progress'
    | 'handle'
    | 'payload'
    | 'message'
    | 'attempts'
    | 'orphaned'
    | 'waits'
    | 'notBefore'
    | 'failure'
    | 'refusals'
  >
>;

/** Writes to a job that this worker holds. False when it holds it no longer: cancelled, or taken over. */
export async function updateHeldJob(db: Db, id: JobId, worker: string, change: JobChange, at: Date): Promise<boolean> {
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

interface OrphanRules {
  readonly worker: string;
  readonly alone: boolean;
  readonly silentSince: Date;
  /** How often in a row that may happen to a job. */
  readonly most: number;
  /** When one that may be what takes the server down is due again. */
  readonly suspectsAgain: Date;
  readonly message: string;
  readonly at: Date;
}

/**
 * Jobs that nobody works on any more: silent since `silentSince`, or (with `alone`) held by any worker but this one. Call
 * `touchJobs` before, or this worker's own count as silent too.
 * The attempt was cut short and costs none: they are queued again. Those to which it has happened `most` times fail with
 * `message`. Returns both.
 */
export async function releaseOrphans(db: Db, rules: OrphanRules): Promise<JobRow[]> {
  const { worker, alone, silentSince, most, suspectsAgain, message, at } = rules;
  const silent = lt(jobs.updatedAt, silentSince);
  const left = and(eq(jobs.state, 'running'), alone ? or(ne(jobs.worker, worker), silent) : silent);
  const counted = { attempts: sql`greatest(${jobs.attempts} - 1, 0)`, orphaned: sql`${jobs.orphaned} + 1` };
  return db.transaction(async (tx) => {
    const failed = await tx
      .update(jobs)
      .set({ ...counted, state: 'failed', message, updatedAt: at })
      .where(and(left, gte(jobs.orphaned, most - 1)))
      .returning();
    const rest = sql`case when ${jobs.orphaned} + 1 >= ${SUSPECT_FROM} then ${suspectsAgain.toISOString()}::timestamptz else ${jobs.notBefore} end`;
    const queued = await tx
      .update(jobs)
      .set({ ...counted, state: 'queued', worker: null, progress: 0, notBefore: rest, updatedAt: at })
      .where(left)
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

/** Of what somebody waits for at the screen, before a batch. */
export const URGENT = 1;

/**
 * Queues a failed job anew, as if `by` asked for it now. Undefined when it has not failed; `allow` can refuse, by
 * rejecting, and then it stays failed.
 */
export async function requeueFailedJob(
  db: Db,
  project: ProjectId,
  id: JobId,
  by: UserId,
  at: Date,
  allow: (tx: Db, job: JobRow) => Promise<void> = () => Promise.resolve(),
): Promise<JobRow | undefined> {
  const none = { message: null, handle: null, worker: null, notBefore: null, failure: null };
  const fresh = { ...none, attempts: 0, orphaned: 0, waits: 0, progress: 0, priority: URGENT };
  return db.transaction(async (tx) => {
    const [job] = await tx
      .update(jobs)
      .set({ ...fresh, state: 'queued', requestedBy: by, updatedAt: at })
      .where(and(eq(jobs.projectId, project), eq(jobs.id, id), eq(jobs.state, 'failed')))
      .returning();
    if (job) await allow(tx, job);
    return job;
  });
}
