import { pgTable, text } from 'drizzle-orm/pg-core';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import { instant } from './columns.ts';
import { workspaces } from './workspaces.ts';

/** What signs the pictures that leave a workspace: key and certificates, sealed under a key that is not in the database. */
export const signingKeys = pgTable('signing_keys', {
  workspaceId: text('workspace_id')
    .$type<WorkspaceId>()
    .primaryKey()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  sealed: text('sealed').notNull(),
  createdAt: instant('created_at').notNull(),
});
