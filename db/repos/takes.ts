import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { ProjectId, TakeId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { projects, takes } from '../schema/index.ts';

export type TakeRow = typeof takes.$inferSelect;

/** The end of a project's chain; position 0 before the first record. */
export interface ChainEnd {
  readonly position: number;
  readonly hash: string | null;
}

/**
 * Adds the record that `link` makes of the chain's end. Nobody else adds to this project's chain meanwhile. A take that
 * is there already stays as it is: returns the row that counts.
 */
export async function appendTake(
  db: Db,
  project: ProjectId,
  id: TakeId,
  link: (end: ChainEnd) => Omit<TakeRow, 'id' | 'projectId' | 'position'>,
): Promise<TakeRow> {
  return db.transaction(async (tx) => {
    await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, project)).for('update');
    const existing = await findTake(tx, id);
    if (existing) return existing;
    const [last] = await tx
      .select({ position: takes.position, hash: takes.recordHash })
      .from(takes)
      .where(eq(takes.projectId, project))
      .orderBy(desc(takes.position))
      .limit(1);
    const end = last ?? { position: 0, hash: null };
    const row = { ...link(end), id, projectId: project, position: end.position + 1 };
    await tx.insert(takes).values(row);
    return row;
  });
}

export async function findTake(db: Db, id: TakeId): Promise<TakeRow | undefined> {
  const [take] = await db.select().from(takes).where(eq(takes.id, id));
  return take;
}

/** A copy of a copy leads further; nobody copies so often. */
const MOST_COPIES = 20;

/**
 * What a copy goes back to, itself where it is none. Undefined: that is not here (any more). A project that came as a
 * folder may give its pictures any names, those of takes elsewhere too: what counts is the record that was copied.
 */
export async function originalTake(db: Db, take: TakeRow): Promise<TakeRow | undefined> {
  let found: TakeRow | undefined = take;
  for (let step = 0; found && step < MOST_COPIES; step++) {
    const from = copiedFrom(found);
    if (from === null) return found;
    const original = await findTake(db, from.take);
    found = original?.projectId === from.project && original.recordHash === from.recordHash ? original : undefined;
  }
  return undefined;
}

interface CopiedFrom {
  readonly project: ProjectId;
  readonly take: TakeId;
  readonly recordHash: string;
}

function copiedFrom({ record }: TakeRow): CopiedFrom | null {
  return (record as { readonly copiedFrom?: CopiedFrom | null }).copiedFrom ?? null;
}

/** The record that a project's chain begins with. */
export async function firstTake(db: Db, project: ProjectId): Promise<TakeRow | undefined> {
  const own = db.select().from(takes).where(eq(takes.projectId, project));
  const [first] = await own.orderBy(asc(takes.position)).limit(1);
  return first;
}

/** The project's provenance chain from its first record. */
export async function takeChain(db: Db, project: ProjectId): Promise<TakeRow[]> {
  return db.select().from(takes).where(eq(takes.projectId, project)).orderBy(asc(takes.position));
}

/** Of a workspace those that have pictures by models, or may have brought some along. */
export async function projectsWithModels(db: Db, workspace: WorkspaceId): Promise<ProjectId[]> {
  const found = await db
    .selectDistinct({ id: takes.projectId })
    .from(takes)
    .innerJoin(projects, eq(projects.id, takes.projectId))
    .where(and(eq(projects.workspaceId, workspace), inArray(takes.source, ['generated', 'imported'])));
  return found.map(({ id }) => id);
}
