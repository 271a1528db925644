import { index, pgTable, text } from 'drizzle-orm/pg-core';
import type { UserId } from '#shared/lib/ids.ts';
import { instant } from './columns.ts';

export const users = pgTable('users', {
  id: text('id').$type<UserId>().primaryKey(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  /** argon2id, PHC string. */
  passwordHash: text('password_hash').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** The id is the SHA-256 of the cookie's secret: a copy of this table signs nobody in. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);
