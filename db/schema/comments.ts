import { index, pgTable, real, text } from 'drizzle-orm/pg-core';
import type { CommentId, PanelId, ProjectId, ThreadId, UserId } from '#shared/lib/ids.ts';
import { users } from './accounts.ts';
import { instant } from './columns.ts';
import { projects } from './workspaces.ts';

/** A conversation on a panel, or on a point of its picture. */
export const threads = pgTable(
  'threads',
  {
    id: text('id').$type<ThreadId>().primaryKey(),
    projectId: text('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    panelId: text('panel_id').$type<PanelId>().notNull(),
    /** Fractions of the picture's width and height from its top left, or both null for the whole panel. */
    x: real('x'),
    y: real('y'),
    createdBy: text('created_by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    resolvedBy: text('resolved_by')
      .$type<UserId>()
      .references(() => users.id),
    resolvedAt: instant('resolved_at'),
  },
  (table) => [index('threads_project').on(table.projectId, table.createdAt)],
);

export const comments = pgTable(
  'comments',
  {
    id: text('id').$type<CommentId>().primaryKey(),
    threadId: text('thread_id')
      .$type<ThreadId>()
      .notNull()
      .references(() => threads.id, { onDelete: 'cascade' }),
    authorId: text('author_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    body: text('body').notNull(),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
  },
  (table) => [index('comments_thread').on(table.threadId, table.createdAt)],
);
