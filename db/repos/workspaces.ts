import { and, asc, countDistinct, eq, exists, gt, inArray, isNull, sql } from 'drizzle-orm';
import { MEMBER_ROLES, mayDo, type MemberRole } from '#shared/access/index.ts';
import type { InvitationId, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Db } from '../client.ts';
import { preparedFor } from '../prepared.ts';
import { invitations, members, projects, users, workspaces } from '../schema/index.ts';

export type InvitationRow = typeof invitations.$inferSelect;

/** A workspace and its first owner, together or not at all. */
export async function insertWorkspace(
  db: Db,
  workspace: { id: WorkspaceId; name: string; owner: UserId; at: Date },
): Promise<void> {
  const { id, name, owner, at } = workspace;
  await db.transaction(async (tx) => {
    await tx.insert(workspaces).values({ id, name, createdAt: at });
    await tx.insert(members).values({ workspaceId: id, userId: owner, role: 'owner', joinedAt: at });
  });
}

export async function findWorkspace(db: Db, id: WorkspaceId): Promise<{ id: WorkspaceId; name: string } | undefined> {
  const [workspace] = await db
    .select({ id: workspaces.id, name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, id));
  return workspace;
}

/** The workspaces a person has a seat in, oldest first. */
export async function workspacesOf(db: Db, user: UserId) {
  const seats = db
    .select({ id: members.workspaceId, role: members.role })
    .from(members)
    .where(eq(members.userId, user));
  const mine = seats.as('mine');
  return db
    .select({
      id: workspaces.id,
      name: workspaces.name,
      role: mine.role,
      projects: countDistinct(projects.id),
      members: countDistinct(members.userId),
    })
    .from(mine)
    .innerJoin(workspaces, eq(workspaces.id, mine.id))
    .innerJoin(members, eq(members.workspaceId, workspaces.id))
    .leftJoin(projects, eq(projects.workspaceId, workspaces.id))
    .groupBy(workspaces.id, workspaces.name, workspaces.createdAt, mine.role)
    .orderBy(asc(workspaces.createdAt), asc(workspaces.id));
}

export async function roleInWorkspace(db: Db, workspace: WorkspaceId, user: UserId): Promise<MemberRole | undefined> {
  const [seat] = await db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.workspaceId, workspace), eq(members.userId, user)));
  return seat?.role;
}

const seatQuery = preparedFor((db) =>
  db
    .select({ workspaceId: projects.workspaceId, role: members.role })
    .from(projects)
    .innerJoin(members, eq(members.workspaceId, projects.workspaceId))
    .where(and(eq(projects.id, sql.placeholder('project')), eq(members.userId, sql.placeholder('user'))))
    .prepare('seat_in_project'),
);

export async function seatInProject(
  db: Db,
  project: ProjectId,
  user: UserId,
): Promise<{ workspaceId: WorkspaceId; role: MemberRole } | undefined> {
  const [seat] = await seatQuery(db).execute({ project, user });
  return seat;
}

/** In the order they joined. */
export async function membersOf(db: Db, workspace: WorkspaceId) {
  return db
    .select({
      userId: members.userId,
      name: users.name,
      email: users.email,
      role: members.role,
      joinedAt: members.joinedAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.workspaceId, workspace))
    .orderBy(asc(members.joinedAt), asc(members.userId));
}

/** Gives somebody a seat; a seat they have already keeps its role. */
export async function insertMember(
  db: Db,
  seat: { workspaceId: WorkspaceId; userId: UserId; role: MemberRole; joinedAt: Date },
): Promise<void> {
  await db.insert(members).values(seat).onConflictDoNothing();
}

export type SeatChange = 'done' | 'no-seat' | 'last-owner';

/** Changes a role, or removes the seat when `role` is null. The last owner stays one. */
export async function changeSeat(
  db: Db,
  workspace: WorkspaceId,
  user: UserId,
  role: MemberRole | null,
): Promise<SeatChange> {
  return db.transaction(async (tx) => {
    // Two owners who demote each other at once wait here for one another: without it both would pass the count below.
    await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspace)).for('update');
    const seats = await tx.select().from(members).where(eq(members.workspaceId, workspace));
    const seat = seats.find((each) => each.userId === user);
    if (!seat) return 'no-seat';
    const owners = seats.filter((each) => each.role === 'owner').length;
    if (seat.role === 'owner' && role !== 'owner' && owners === 1) return 'last-owner';
    const where = and(eq(members.workspaceId, workspace), eq(members.userId, user));
    if (role === null) await tx.delete(members).where(where);
    else await tx.update(members).set({ role }).where(where);
    return 'done';
  });
}

export async function insertInvitation(
  db: Db,
  invitation: Pick<
    InvitationRow,
    'id' | 'workspaceId' | 'role' | 'tokenHash' | 'createdBy' | 'createdAt' | 'expiresAt'
  >,
): Promise<void> {
  await db.insert(invitations).values(invitation);
}

const MAY_INVITE = MEMBER_ROLES.filter((role) => mayDo(role, 'workspace.invite'));

/** Only as long as whoever made it may invite: nobody keeps a way back in for when the seat is gone. */
function stillOpen(db: Pick<Db, 'select'>, at: Date) {
  const inviter = db
    .select({ one: sql`1` })
    .from(members)
    .where(
      and(
        ...[eq(members.workspaceId, invitations.workspaceId), eq(members.userId, invitations.createdBy)],
        inArray(members.role, MAY_INVITE),
      ),
    );
  const unused = [isNull(invitations.acceptedAt), isNull(invitations.revokedAt)];
  return and(...unused, gt(invitations.expiresAt, at), exists(inviter));
}

/** Invitations that can still be redeemed, oldest first. */
export async function openInvitations(db: Db, workspace: WorkspaceId, at: Date) {
  return db
    .select({
      id: invitations.id,
      role: invitations.role,
      createdBy: users.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(and(eq(invitations.workspaceId, workspace), stillOpen(db, at)))
    .orderBy(asc(invitations.createdAt), asc(invitations.id));
}

export async function findOpenInvitation(db: Db, tokenHash: string, at: Date) {
  const [invitation] = await db
    .select({
      workspaceId: invitations.workspaceId,
      workspace: workspaces.name,
      role: invitations.role,
      invitedBy: users.name,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(and(eq(invitations.tokenHash, tokenHash), stillOpen(db, at)));
  return invitation;
}

export async function revokeInvitation(
  db: Db,
  workspace: WorkspaceId,
  invitation: InvitationId,
  at: Date,
): Promise<boolean> {
  const revoked = await db
    .update(invitations)
    .set({ revokedAt: at })
    .where(and(eq(invitations.id, invitation), eq(invitations.workspaceId, workspace), stillOpen(db, at)))
    .returning({ id: invitations.id });
  return revoked.length > 0;
}

/**
 * Marks the invitation used and gives the seat in one transaction. The UPDATE's own condition decides between people who
 * redeem at once: the second one waits for the row, finds it accepted, and changes nothing. Undefined when it is spent.
 */
export async function redeemInvitation(
  db: Db,
  tokenHash: string,
  user: UserId,
  at: Date,
): Promise<{ workspaceId: WorkspaceId } | undefined> {
  return db.transaction(async (tx) => {
    const [accepted] = await tx
      .update(invitations)
      .set({ acceptedBy: user, acceptedAt: at })
      .where(and(eq(invitations.tokenHash, tokenHash), stillOpen(tx, at)))
      .returning({ workspaceId: invitations.workspaceId, role: invitations.role });
    if (!accepted) return undefined;
    await insertMember(tx, { ...accepted, userId: user, joinedAt: at });
    return { workspaceId: accepted.workspaceId };
  });
}

/** Whether the database answers. */
export async function pingDatabase(db: Db): Promise<void> {
  await db.execute(sql`SELECT 1`);
}
