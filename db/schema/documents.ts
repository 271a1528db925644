import { bigint, boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DocumentName, ProjectId, UserId } from '#shared/lib/ids.ts';
import { users } from './accounts.ts';
import { bytea, instant } from './columns.ts';
import { projects } from './workspaces.ts';

/** A Yjs document. `head_seq` is taken under this row's lock, so that a reader of the log never skips a late commit. */
export const documents = pgTable(
  'documents',
  {
    name: text('name').$type<DocumentName>().primaryKey(),
    projectId: text('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    epoch: integer('epoch').notNull().default(1),
    schemaVersion: integer('schema_version').notNull(),
    headSeq: bigint('head_seq', { mode: 'number' }).notNull().default(0),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('documents_project').on(table.projectId)],
);

/** The log: who changed what, when, at every step. */
export const documentUpdates = pgTable(
  'document_updates',
  {
    document: text('document')
      .$type<DocumentName>()
      .notNull()
      .references(() => documents.name, { onDelete: 'cascade' }),
    epoch: integer('epoch').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    bytes: bytea('bytes').notNull(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    /** Hash of the session, or `server` for changes made by the server for that user. */
    sessionId: text('session_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.document, table.epoch, table.seq] })],
);

/** The whole state up to a seq, so that opening never replays a long log. The newest two are kept. */
export const documentCheckpoints = pgTable(
  'document_checkpoints',
  {
    document: text('document')
      .$type<DocumentName>()
      .notNull()
      .references(() => documents.name, { onDelete: 'cascade' }),
    epoch: integer('epoch').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    bytes: bytea('bytes').notNull(),
    sha256: text('sha256').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.document, table.epoch, table.seq] })],
);

/** Who first used a Yjs client id in a document: nobody else may write as it. */
export const documentClients = pgTable(
  'document_clients',
  {
    document: text('document')
      .$type<DocumentName>()
      .notNull()
      .references(() => documents.name, { onDelete: 'cascade' }),
    clientId: bigint('client_id', { mode: 'number' }).notNull(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    /** An id of a server, under which it wrote for that user: then the user may not write as it either. */
    byServer: boolean('by_server').notNull().default(false),
    /** The row of the log that used it first. */
    seq: bigint('seq', { mode: 'number' }).notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.document, table.clientId] })],
);
