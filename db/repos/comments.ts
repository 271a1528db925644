import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CommentId, ProjectId, ThreadId, UserId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { comments, threads, users } from '../schema/index.ts';

type ThreadRow = typeof threads.$inferSelect;
type CommentRow = typeof comments.$inferSelect;

/** A thread and its first comment, together or not at all. */
export async function insertThread(
  db: Db,
  thread: Omit<ThreadRow, 'resolvedBy' | 'resolvedAt'>,
  first: { readonly id: CommentId; readonly body: string },
): Promise<void> {
  const { createdBy: authorId, createdAt } = thread;
  await db.transaction(async (tx) => {
    await tx.insert(threads).values(thread);
    await tx.insert(comments).values({ ...first, threadId: thread.id, authorId, createdAt });
  });
}

/** The project's threads with their resolvers' names, oldest first. */
export async function threadsOf(db: Db, project: ProjectId) {
  return db
    .select({
      id: threads.id,
      panelId: threads.panelId,
      x: threads.x,
      y: threads.y,
      createdAt: threads.createdAt,
      resolvedAt: threads.resolvedAt,
      resolver: users.name,
    })
    .from(threads)
    .leftJoin(users, eq(users.id, threads.resolvedBy))
    .where(eq(threads.projectId, project))
    .orderBy(asc(threads.createdAt), asc(threads.id));
}

/** Every comment of the project with its author's name, oldest first. */
export async function commentsOf(db: Db, project: ProjectId) {
  const authors = alias(users, 'authors');
  return db
    .select({
      id: comments.id,
      threadId: comments.threadId,
      author: { id: authors.id, name: authors.name },
      body: comments.body,
      createdAt: comments.createdAt,
      editedAt: comments.editedAt,
    })
    .from(comments)
    .innerJoin(threads, eq(threads.id, comments.threadId))
    .innerJoin(authors, eq(authors.id, comments.authorId))
    .where(eq(threads.projectId, project))
    .orderBy(asc(comments.createdAt), asc(comments.id));
}

/** False when the project has no such thread. */
export async function insertReply(db: Db, project: ProjectId, reply: Omit<CommentRow, 'editedAt'>): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [thread] = await tx
      .select({ id: threads.id })
      .from(threads)
      .where(and(eq(threads.id, reply.threadId), eq(threads.projectId, project)));
    if (!thread) return false;
    await tx.insert(comments).values(reply);
    return true;
  });
}

/** Undefined when the project has no such comment. */
export async function findComment(
  db: Db,
  project: ProjectId,
  id: CommentId,
): Promise<{ threadId: ThreadId; authorId: UserId } | undefined> {
  const [comment] = await db
    .select({ threadId: comments.threadId, authorId: comments.authorId })
    .from(comments)
    .innerJoin(threads, eq(threads.id, comments.threadId))
    .where(and(eq(comments.id, id), eq(threads.projectId, project)));
  return comment;
}

export async function rewriteComment(db: Db, id: CommentId, body: string, at: Date): Promise<void> {
  await db.update(comments).set({ body, editedAt: at }).where(eq(comments.id, id));
}

export type ThreadChange = 'changed' | 'unchanged' | 'no-thread';

/** Resolves for `by`, or reopens when it is null. Of two people who resolve at once, the first stays named. */
export async function settleThread(
  db: Db,
  project: ProjectId,
  id: ThreadId,
  by: UserId | null,
  at: Date,
): Promise<ThreadChange> {
  const mine = and(eq(threads.id, id), eq(threads.projectId, project));
  const other = by === null ? isNotNull(threads.resolvedAt) : isNull(threads.resolvedAt);
  const changed = await db
    .update(threads)
    .set({ resolvedBy: by, resolvedAt: by === null ? null : at })
    .where(and(mine, other))
    .returning({ id: threads.id });
  if (changed.length > 0) return 'changed';
  const [thread] = await db.select({ id: threads.id }).from(threads).where(mine);
  return thread ? 'unchanged' : 'no-thread';
}
