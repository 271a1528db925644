import { bigint, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { DocumentName, ProjectId, RevisionId, UserId } from '#shared/lib/ids.ts';
import type { RevisionCounts } from '#shared/revisions/index.ts';
import { users } from './accounts.ts';
import { bytea, instant } from './columns.ts';
import { documents } from './documents.ts';
import { projects } from './workspaces.ts';

/** A named state of the whole project: the full document at a seq. */
export const revisions = pgTable(
  'revisions',
  {
    id: text('id').$type<RevisionId>().primaryKey(),
    projectId: text('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    document: text('document')
      .$type<DocumentName>()
      .notNull()
      .references(() => documents.name, { onDelete: 'cascade' }),
    epoch: integer('epoch').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    name: text('name').notNull(),
    authorId: text('author_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    counts: jsonb('counts').$type<RevisionCounts>().notNull(),
    state: bytea('state').notNull(),
  },
  (table) => [index('revisions_project').on(table.projectId, table.createdAt)],
);
