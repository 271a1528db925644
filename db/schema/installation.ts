import { boolean, pgTable, text } from 'drizzle-orm/pg-core';

/** One row: which installation this database belongs to. */
export const installation = pgTable('installation', {
  one: boolean('one').primaryKey().default(true),
  id: text('id').notNull(),
});
