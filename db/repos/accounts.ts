import { eq } from 'drizzle-orm';
import type { UserId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
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
