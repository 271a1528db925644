import { doublePrecision, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ProjectId, ProviderAccountId, SuggestionId, UserId } from '#shared/lib/ids.ts';
import { users } from './accounts.ts';
import { instant } from './columns.ts';
import { projects } from './workspaces.ts';

/** A question to a model of text. It holds nothing of the script and nothing of the answer but their hashes. */
export const suggestions = pgTable(
  'suggestions',
  {
    id: text('id').$type<SuggestionId>().primaryKey(),
    projectId: text('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Which may be gone: what was spent on it stays counted. */
    accountId: text('account_id').$type<ProviderAccountId>().notNull(),
    askedBy: text('asked_by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    askedAt: instant('asked_at').notNull(),
    /** Null while it is under way, and for good where the server went down meanwhile. */
    answeredAt: instant('answered_at'),
    /** US dollars: an estimate until there is an answer; null: nobody knows. */
    cost: doublePrecision('cost'),
    /** How the answer came to be; null where none came that could be used. */
    record: jsonb('record'),
  },
  (table) => [
    index('suggestions_account').on(table.accountId, table.askedAt),
    index('suggestions_project').on(table.projectId),
  ],
);
