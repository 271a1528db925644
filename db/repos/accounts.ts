import { eq, sql } from 'drizzle-orm';
import type { UserId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { preparedFor } from '../prepared.ts';
import { sessions, users } from '../schema/index.ts';
import { insertWorkspace } from './workspaces.ts';

export type UserRow = typeof users.$inferSelect;

/** The two tables that Lucia's adapter works on. */
export const accountTables = { users, sessions } as const;

/** Addresses are kept in lower case: normalise before asking. */
export async function findUserByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return user;
}

export async function findUser(db: Db, id: UserId): Promise<UserRow | undefined> {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  return user;
}

/** False when the address has an account already, whoever of two simultaneous sign-ups comes second. */
export async function insertUser(db: Db, user: UserRow): Promise<boolean> {
  const inserted = await db.insert(users).values(user).onConflictDoNothing({ target: users.email }).returning();
  return inserted.length > 0;
}

/** An account with a workspace of its own, both or neither. */
export async function insertAccount(db: Db, user: UserRow, workspace: { id: WorkspaceId; name: string }) {
  return db.transaction(async (tx) => {
    const created = await insertUser(tx, user);
    if (created) await insertWorkspace(tx, { ...workspace, owner: user.id, at: user.createdAt });
    return created;
  });
}

const sessionQuery = preparedFor((db) =>
  db
    .select({ user: users, session: sessions })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, sql.placeholder('id')))
    .prepare('session_with_user'),
);

/** A session by its stored id, and whose it is. Every request and every socket asks this first. */
export async function findSessionWithUser(db: Db, id: string) {
  const [found] = await sessionQuery(db).execute({ id });
  return found;
}
