import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { DocumentName, ProjectId, RevisionId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { revisions, users } from '../schema/index.ts';

export type RevisionRow = typeof revisions.$inferSelect;

const SUMMARY = {
  id: revisions.id,
  document: revisions.document,
  epoch: revisions.epoch,
  seq: revisions.seq,
  name: revisions.name,
  author: { id: users.id, name: users.name },
  createdAt: revisions.createdAt,
  counts: revisions.counts,
};

const EMPTY = new Uint8Array();

/** A revision whose `state` is null names a state that another revision of the same document, epoch and seq holds. */
export async function insertRevision(
  db: Db,
  revision: Omit<RevisionRow, 'state'> & { state: Uint8Array | null },
): Promise<void> {
  await db.insert(revisions).values({ ...revision, state: revision.state ?? EMPTY });
}

/** Newest first, without the states. */
export async function revisionsOf(db: Db, project: ProjectId) {
  return db
    .select(SUMMARY)
    .from(revisions)
    .innerJoin(users, eq(users.id, revisions.authorId))
    .where(eq(revisions.projectId, project))
    .orderBy(desc(revisions.createdAt), desc(revisions.seq), desc(revisions.id));
}

export async function findRevision(db: Db, project: ProjectId, id: RevisionId) {
  const [revision] = await db
    .select(SUMMARY)
    .from(revisions)
    .innerJoin(users, eq(users.id, revisions.authorId))
    .where(and(eq(revisions.projectId, project), eq(revisions.id, id)));
  return revision;
}

/** The stored state at a seq; undefined when none was named there. */
export async function findRevisionState(
  db: Db,
  at: { readonly document: DocumentName; readonly epoch: number; readonly seq: number },
): Promise<Uint8Array | undefined> {
  const [found] = await db
    .select({ state: revisions.state })
    .from(revisions)
    .where(
      and(
        eq(revisions.document, at.document),
        eq(revisions.epoch, at.epoch),
        eq(revisions.seq, at.seq),
        gt(sql<number>`octet_length(${revisions.state})`, 0),
      ),
    )
    .limit(1);
  return found?.state;
}
