import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { ProjectId, ProviderAccountId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { jobs, projects, providerAccounts, suggestions, takes } from '../schema/index.ts';

export type ProviderAccountRow = typeof providerAccounts.$inferSelect;

export async function insertProviderAccount(
  db: Db,
  account: Omit<ProviderAccountRow, 'checkedAt' | 'checkPassed' | 'checkMessage' | 'removedAt'>,
): Promise<void> {
  await db.insert(providerAccounts).values(account);
}

/** Those in use, oldest first. */
export async function providerAccountsOf(db: Db, workspace: WorkspaceId): Promise<ProviderAccountRow[]> {
  return db
    .select()
    .from(providerAccounts)
    .where(and(eq(providerAccounts.workspaceId, workspace), isNull(providerAccounts.removedAt)))
    .orderBy(asc(providerAccounts.createdAt), asc(providerAccounts.id));
}

/** Those in use in the project's workspace, oldest first. */
export async function providerAccountsFor(db: Db, project: ProjectId): Promise<ProviderAccountRow[]> {
  const rows = await db
    .select({ account: providerAccounts })
    .from(projects)
    .innerJoin(providerAccounts, eq(providerAccounts.workspaceId, projects.workspaceId))
    .where(and(eq(projects.id, project), isNull(providerAccounts.removedAt)))
    .orderBy(asc(providerAccounts.createdAt), asc(providerAccounts.id));
  return rows.map(({ account }) => account);
}

/** Of any workspace: for limits alone. */
export async function providerLimits(db: Db, id: ProviderAccountId) {
  const [limits] = await db
    .select({ concurrency: providerAccounts.concurrency, perMinute: providerAccounts.perMinute })
    .from(providerAccounts)
    .where(eq(providerAccounts.id, id));
  return limits;
}

type AccountChange = Partial<Omit<ProviderAccountRow, 'id' | 'workspaceId' | 'kind' | 'createdBy' | 'createdAt'>>;

/** Undefined when there is none of this id in the workspace; `removed` says which of both it is looked for among. */
export async function updateProviderAccount(
  db: Db,
  workspace: WorkspaceId,
  id: ProviderAccountId,
  change: AccountChange,
  removed = false,
): Promise<ProviderAccountRow | undefined> {
  const there = removed ? isNotNull(providerAccounts.removedAt) : isNull(providerAccounts.removedAt);
  const [account] = await db
    .update(providerAccounts)
    .set(change)
    .where(and(eq(providerAccounts.id, id), eq(providerAccounts.workspaceId, workspace), there))
    .returning();
  return account;
}

/** Deletes what was removed before then, keys and all. */
export async function purgeProviderAccounts(db: Db, removedBefore: Date): Promise<void> {
  await db.delete(providerAccounts).where(lt(providerAccounts.removedAt, removedBefore));
}

/** Every account that has a key, of all workspaces: for sealing them anew. */
export async function sealedProviderKeys(db: Db) {
  const { id, workspaceId, sealedKey } = providerAccounts;
  return db.select({ id, workspaceId, sealedKey }).from(providerAccounts).where(isNotNull(sealedKey));
}

/** Nothing when somebody has exchanged the key meanwhile. */
export async function replaceSealedKey(
  db: Db,
  id: ProviderAccountId,
  before: string,
  sealedKey: string,
): Promise<void> {
  await db
    .update(providerAccounts)
    .set({ sealedKey })
    .where(and(eq(providerAccounts.id, id), eq(providerAccounts.sealedKey, before)));
}

/** Lets orders on one account be counted one after another, to the end of the transaction. Its budget; undefined: gone. */
export async function lockProviderAccount(tx: Db, id: ProviderAccountId) {
  const [account] = await tx
    .select({ label: providerAccounts.label, budget: providerAccounts.budget })
    .from(providerAccounts)
    .where(and(eq(providerAccounts.id, id), isNull(providerAccounts.removedAt)))
    .for('update');
  return account;
}

/** US dollars by what was made and answered since then, and by the estimates of what is under way. */
export async function spentOn(db: Db, lane: string, since: Date): Promise<{ spent: number; underWay: number }> {
  const cost = sql<number>`coalesce(sum((${takes.record} ->> 'cost')::float8), 0)::float8`;
  const [made] = await db
    .select({ cost })
    .from(takes)
    .innerJoin(jobs, eq(jobs.id, takes.jobId))
    .where(and(eq(jobs.lane, lane), gte(takes.createdAt, since)));
  const [open] = await db
    .select({ estimate: sql<number>`coalesce(sum(${jobs.estimate}), 0)::float8` })
    .from(jobs)
    // A take that is there counts by what it did cost, though its job has not come to its end yet.
    .leftJoin(takes, eq(takes.jobId, jobs.id))
    .where(and(eq(jobs.lane, lane), inArray(jobs.state, ['queued', 'running']), isNull(takes.id)));
  const questions = sql<number>`coalesce(sum(${suggestions.cost}) filter (where ${suggestions.answeredAt} is not null), 0)::float8`;
  const waiting = sql<number>`coalesce(sum(${suggestions.cost}) filter (where ${suggestions.answeredAt} is null), 0)::float8`;
  const [asked] = await db
    .select({ questions, waiting })
    .from(suggestions)
    .where(and(eq(suggestions.accountId, lane as ProviderAccountId), gte(suggestions.askedAt, since)));
  return {
    spent: (made?.cost ?? 0) + (asked?.questions ?? 0),
    underWay: (open?.estimate ?? 0) + (asked?.waiting ?? 0),
  };
}

export interface Spending {
  readonly lane: string;
  /** The day in UTC, as 2026-11-26. */
  readonly day: string;
  readonly pictures: number;
  /** Questions that models of text answered. */
  readonly answers: number;
  /** US dollars. */
  readonly cost: number;
}

/** What went through a workspace's accounts since then, by account and day, oldest first. */
export async function spendingOf(db: Db, workspace: WorkspaceId, since: Date): Promise<Spending[]> {
  const [pictures, answers] = [await pictureSpending(db, workspace, since), await answerSpending(db, workspace, since)];
  return [...pictures, ...answers].sort((a, b) => order(a).localeCompare(order(b), 'en'));
}

function order({ day, lane }: Spending): string {
  return `${day} ${lane}`;
}

async function answerSpending(db: Db, workspace: WorkspaceId, since: Date): Promise<Spending[]> {
  const day = sql<string>`to_char(${suggestions.askedAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  return db
    .select({
      ...{ lane: sql<string>`${suggestions.accountId}`, day, pictures: sql<number>`0` },
      answers: sql<number>`count(*)::int`,
      cost: sql<number>`coalesce(sum(${suggestions.cost}), 0)::float8`,
    })
    .from(suggestions)
    .innerJoin(projects, eq(projects.id, suggestions.projectId))
    .where(and(eq(projects.workspaceId, workspace), gte(suggestions.askedAt, since), isNotNull(suggestions.record)))
    .groupBy(suggestions.accountId, day);
}

async function pictureSpending(db: Db, workspace: WorkspaceId, since: Date): Promise<Spending[]> {
  const day = sql<string>`to_char(${takes.createdAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  return db
    .select({
      ...{ lane: jobs.lane, day },
      pictures: sql<number>`count(*)::int`,
      answers: sql<number>`0`,
      cost: sql<number>`coalesce(sum((${takes.record} ->> 'cost')::float8), 0)::float8`,
    })
    .from(takes)
    .innerJoin(jobs, eq(jobs.id, takes.jobId))
    .innerJoin(projects, eq(projects.id, takes.projectId))
    .where(and(eq(projects.workspaceId, workspace), gte(takes.createdAt, since), sql`${jobs.lane} <> ${BUILT_IN}`))
    .groupBy(jobs.lane, day)
    .orderBy(day, jobs.lane);
}

/** The built-in artist's lane, which costs nothing. */
const BUILT_IN = 'previz';
