import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { MemberRole } from '#shared/access/index.ts';
import type { InvitationId, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { users } from './accounts.ts';
import { instant } from './columns.ts';

export const workspaces = pgTable('workspaces', {
  id: text('id').$type<WorkspaceId>().primaryKey(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const members = pgTable(
  'members',
  {
    workspaceId: text('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').$type<MemberRole>().notNull(),
    joinedAt: instant('joined_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] }), index('members_user').on(table.userId)],
);

/** One seat offered by a link. The link's secret is kept only as its SHA-256. */
export const invitations = pgTable('invitations', {
  id: text('id').$type<InvitationId>().primaryKey(),
  workspaceId: text('workspace_id')
    .$type<WorkspaceId>()
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  role: text('role').$type<MemberRole>().notNull(),
  tokenHash: text('token_hash').notNull().unique(),
  createdBy: text('created_by')
    .$type<UserId>()
    .notNull()
    .references(() => users.id),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  acceptedBy: text('accepted_by')
    .$type<UserId>()
    .references(() => users.id),
  acceptedAt: instant('accepted_at'),
  revokedAt: instant('revoked_at'),
});

export const projects = pgTable(
  'projects',
  {
    id: text('id').$type<ProjectId>().primaryKey(),
    workspaceId: text('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    createdBy: text('created_by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    /** How long log rows stay once they are in checkpoints; null for ever. */
    historyDays: integer('history_days'),
    /** Nothing on order is taken up since then. */
    jobsPausedAt: instant('jobs_paused_at'),
  },
  (table) => [index('projects_workspace').on(table.workspaceId)],
);
