import { boolean, doublePrecision, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ProviderAccountId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { users } from './accounts.ts';
import { instant } from './columns.ts';
import { workspaces } from './workspaces.ts';

/** What a workspace has with a service that makes pictures. Its key is sealed: nobody with this table alone can use it. */
export const providerAccounts = pgTable(
  'provider_accounts',
  {
    id: text('id').$type<ProviderAccountId>().primaryKey(),
    workspaceId: text('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    label: text('label').notNull(),
    baseUrl: text('base_url').notNull(),
    /** The models chosen, with what they take. */
    models: jsonb('models').notNull(),
    /** Null where the service asks for no key. */
    sealedKey: text('sealed_key'),
    /** The key's last characters, for people to know it by; empty where that would give too much of it away. */
    keyHint: text('key_hint').notNull(),
    /** US dollars a month; null: no limit. */
    budget: doublePrecision('budget'),
    /** Pictures at a time. */
    concurrency: integer('concurrency').notNull(),
    /** Pictures begun within a minute; null: no limit. */
    perMinute: integer('per_minute'),
    createdBy: text('created_by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    checkedAt: instant('checked_at'),
    checkPassed: boolean('check_passed'),
    checkMessage: text('check_message'),
    /** Out of use since then; gone for good soon after. */
    removedAt: instant('removed_at'),
  },
  (table) => [index('provider_accounts_workspace').on(table.workspaceId)],
);
