import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ConsentUse } from '#shared/cast/index.ts';
import type { AssetHash, ConsentId, ExportId, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { users } from './accounts.ts';
import { instant } from './columns.ts';
import { projects, workspaces } from './workspaces.ts';

/** A real person's leave to have their likeness or voice used. Never changed but to be revoked, and never deleted. */
export const consents = pgTable(
  'consents',
  {
    id: text('id').$type<ConsentId>().primaryKey(),
    workspaceId: text('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    person: text('person').notNull(),
    uses: jsonb('uses').$type<readonly ConsentUse[]>().notNull(),
    /** Null: every project of the workspace. */
    projectId: text('project_id')
      .$type<ProjectId>()
      .references(() => projects.id, { onDelete: 'cascade' }),
    territory: text('territory').notNull(),
    /** Who signed: the person, or who may sign for them. */
    grantedBy: text('granted_by').notNull(),
    validFrom: instant('valid_from').notNull(),
    /** The first moment in which it no longer holds; null: it has no end. */
    validUntil: instant('valid_until'),
    /** The signed paper, as it came. It is no file of any project, so that only owners can have it. */
    fileHash: text('file_hash').$type<AssetHash>().notNull(),
    fileName: text('file_name').notNull(),
    fileMime: text('file_mime').notNull(),
    fileBytes: integer('file_bytes').notNull(),
    createdBy: text('created_by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    revokedBy: text('revoked_by')
      .$type<UserId>()
      .references(() => users.id),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('consents_workspace').on(table.workspaceId)],
);

/** Pictures that left the house in a file: what a revoked consent may have reached beyond it. */
export const exports = pgTable(
  'exports',
  {
    id: text('id').$type<ExportId>().primaryKey(),
    projectId: text('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    what: text('what').$type<'sheets' | 'pictures' | 'folder'>().notNull(),
    by: text('by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    at: instant('at').notNull(),
  },
  (table) => [index('exports_project').on(table.projectId, table.at)],
);
