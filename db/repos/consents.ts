import { and, asc, desc, eq, gte, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { AssetHash, ConsentId, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { consents, exports, projects, takes, users } from '../schema/index.ts';
import { lockFile } from './assets.ts';
import type { TakeRow } from './takes.ts';

export type ConsentRow = typeof consents.$inferSelect;
export type ExportRow = typeof exports.$inferSelect;

/** The file of the consent must be stored by now; from here on it stays. */
export async function insertConsent(db: Db, consent: typeof consents.$inferInsert): Promise<void> {
  await db.transaction(async (tx) => {
    await lockFile(tx, consent.fileHash);
    await tx.insert(consents).values(consent);
  });
}

/** All that were ever given in a workspace, the newest first. */
export async function consentsOf(db: Db, workspace: WorkspaceId): Promise<ConsentRow[]> {
  return db
    .select()
    .from(consents)
    .where(eq(consents.workspaceId, workspace))
    .orderBy(desc(consents.createdAt), desc(consents.id));
}

/** Those that may count in a project: its workspace's, but for those of other projects. */
export async function consentsForProject(db: Db, project: ProjectId): Promise<ConsentRow[]> {
  const rows = await db
    .select({ consent: consents })
    .from(consents)
    .innerJoin(projects, eq(projects.workspaceId, consents.workspaceId))
    .where(and(eq(projects.id, project), or(isNull(consents.projectId), eq(consents.projectId, project))))
    .orderBy(asc(consents.createdAt), asc(consents.id));
  return rows.map(({ consent }) => consent);
}

export async function findConsent(db: Db, workspace: WorkspaceId, id: ConsentId): Promise<ConsentRow | undefined> {
  const [consent] = await db
    .select()
    .from(consents)
    .where(and(eq(consents.id, id), eq(consents.workspaceId, workspace)));
  return consent;
}

/** False when it was revoked before: the first revocation counts. */
export async function revokeConsent(db: Db, id: ConsentId, by: UserId, at: Date): Promise<boolean> {
  const changed = await db
    .update(consents)
    .set({ revokedBy: by, revokedAt: at })
    .where(and(eq(consents.id, id), isNull(consents.revokedAt)))
    .returning({ id: consents.id });
  return changed.length > 0;
}

export async function projectIdsOf(db: Db, workspace: WorkspaceId): Promise<ProjectId[]> {
  const rows = await db.select({ id: projects.id }).from(projects).where(eq(projects.workspaceId, workspace));
  return rows.map(({ id }) => id);
}

export type ReachedTake = Pick<TakeRow, 'id' | 'projectId' | 'panelId' | 'asset' | 'createdAt'>;

const REACHED = {
  ...{ id: takes.id, projectId: takes.projectId, panelId: takes.panelId },
  ...{ asset: takes.asset, createdAt: takes.createdAt },
};

/**
 * Takes of a workspace that any of these consents reached: whose record names one, and whatever was made or copied from
 * those, as far as that goes. Oldest first.
 */
export async function takesUnder(db: Db, workspace: WorkspaceId, ids: readonly ConsentId[]): Promise<ReachedTake[]> {
  const found = new Map<string, ReachedTake>();
  const named = ids.flatMap((id) => [contains('inputs', [{ consent: id }]), contains('consents', [id])]);
  for (let next = await takesWhere(db, workspace, named); next.length > 0;) {
    const fresh = next.filter(({ id }) => !found.has(id));
    for (const take of fresh) found.set(take.id, take);
    const assets = [...new Set(fresh.map(({ asset }) => asset))];
    next = assets.length === 0 ? [] : await takesWhere(db, workspace, madeFrom(assets));
  }
  return [...found.values()].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
}

/**
 * Consents that any of these pictures were made under, and those of the pictures that they were made or copied from, as far
 * as that goes: of a project's whole workspace, for pictures go from one to another.
 */
export async function consentsBehind(
  db: Db,
  project: ProjectId,
  pictures: readonly AssetHash[],
): Promise<ConsentRow[]> {
  const ids = new Set<string>();
  const seen = new Set<string>();
  for (let next: readonly string[] = pictures; next.length > 0;) {
    for (const asset of next) seen.add(asset);
    const records = await recordsOf(db, project, next as readonly AssetHash[]);
    for (const id of records.flatMap(consentsIn)) ids.add(id);
    next = [...new Set(records.flatMap(({ inputs }) => textsIn(inputs, 'asset')))].filter((asset) => !seen.has(asset));
  }
  if (ids.size === 0) return [];
  const rows = await db
    .select()
    .from(consents)
    .where(and(eq(consents.workspaceId, workspaceOf(db, project)), inArray(consents.id, [...ids] as ConsentId[])));
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface UsedIn {
  readonly inputs: unknown;
  readonly consents: unknown;
}

function recordsOf(db: Db, project: ProjectId, pictures: readonly AssetHash[]): Promise<UsedIn[]> {
  return db
    .select({
      inputs: sql<unknown>`${takes.record} -> 'inputs'`,
      consents: sql<unknown>`${takes.record} -> 'consents'`,
    })
    .from(takes)
    .innerJoin(projects, eq(projects.id, takes.projectId))
    .where(and(eq(projects.workspaceId, workspaceOf(db, project)), inArray(takes.asset, pictures)));
}

function workspaceOf(db: Db, project: ProjectId) {
  return sql`(${db.select({ id: projects.workspaceId }).from(projects).where(eq(projects.id, project))})`;
}

function consentsIn({ inputs, consents: named }: UsedIn): string[] {
  const own = Array.isArray(named) ? (named as unknown[]).filter((id) => typeof id === 'string') : [];
  return [...own, ...textsIn(inputs, 'consent')];
}

/** What records of a newer version or of another server may hold is anybody's guess. */
function textsIn(list: unknown, field: string): string[] {
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((each) => {
    const value = typeof each === 'object' && each !== null ? (each as Record<string, unknown>)[field] : null;
    return typeof value === 'string' ? [value] : [];
  });
}

function madeFrom(assets: readonly AssetHash[]): SQL[] {
  return [inArray(takes.asset, assets), ...assets.map((asset) => contains('inputs', [{ asset }]))];
}

function contains(field: 'inputs' | 'consents', value: unknown): SQL {
  return sql`${takes.record} -> ${field} @> ${JSON.stringify(value)}::text::jsonb`;
}

async function takesWhere(db: Db, workspace: WorkspaceId, any: readonly SQL[]): Promise<ReachedTake[]> {
  if (any.length === 0) return [];
  return db
    .select(REACHED)
    .from(takes)
    .innerJoin(projects, eq(projects.id, takes.projectId))
    .where(and(eq(projects.workspaceId, workspace), or(...any)));
}

/** What the records of a project's takes say of looks; takes without any are left out. */
export async function recordedLooksOf(db: Db, project: ProjectId) {
  return db
    .select({ id: takes.id, looks: sql<unknown>`${takes.record} -> 'looks'` })
    .from(takes)
    .where(
      and(
        eq(takes.projectId, project),
        sql`jsonb_array_length(
      CASE WHEN jsonb_typeof(${takes.record} -> 'looks') = 'array' THEN ${takes.record} -> 'looks' ELSE '[]'::jsonb END) > 0`,
      ),
    );
}

export async function insertExport(db: Db, row: ExportRow): Promise<void> {
  await db.insert(exports).values(row);
}

/** Exports of a project from a moment on, the newest first, with who took them. */
export async function exportsSince(db: Db, project: ProjectId, since: Date) {
  return db
    .select({ id: exports.id, what: exports.what, at: exports.at, by: users.name })
    .from(exports)
    .innerJoin(users, eq(users.id, exports.by))
    .where(and(eq(exports.projectId, project), gte(exports.at, since)))
    .orderBy(desc(exports.at));
}
