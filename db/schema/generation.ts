import { index, integer, jsonb, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import type { AssetHash, JobId, PanelId, ProjectId, TakeId, UserId } from '#shared/lib/ids.ts';
import type { JobState } from '#shared/protocol/index.ts';
import type { TakeSource } from '#shared/storyboard/index.ts';
import { users } from './accounts.ts';
import { instant } from './columns.ts';
import { projects } from './workspaces.ts';

/** Durable background work. A job whose worker is gone is taken up again or failed where people see it. */
export const jobs = pgTable(
  'jobs',
  {
    id: text('id').$type<JobId>().primaryKey(),
    kind: text('kind').notNull(),
    projectId: text('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    panelId: text('panel_id').$type<PanelId>().notNull(),
    requestedBy: text('requested_by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    payload: jsonb('payload').notNull(),
    /** The provider's own handle on the work, once submitted. Never a secret. */
    handle: jsonb('handle'),
    state: text('state').$type<JobState>().notNull(),
    progress: real('progress').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    /** The process that holds the job. */
    worker: text('worker'),
    /** For people; set when failed. */
    message: text('message'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('jobs_state').on(table.state, table.createdAt), index('jobs_project').on(table.projectId)],
);

/** A stored file of a project; the bytes are in the blob store under the hash. */
export const assets = pgTable(
  'assets',
  {
    projectId: text('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    hash: text('hash').$type<AssetHash>().notNull(),
    mime: text('mime').notNull(),
    bytes: integer('bytes').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.hash] })],
);

/** The provenance record of a take: written once, chained by hash to the project's record before it. */
export const takes = pgTable(
  'takes',
  {
    id: text('id').$type<TakeId>().primaryKey(),
    projectId: text('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    panelId: text('panel_id').$type<PanelId>().notNull(),
    jobId: text('job_id').$type<JobId>(),
    /** Position in the project's chain, from 1. */
    position: integer('position').notNull(),
    asset: text('asset').$type<AssetHash>().notNull(),
    source: text('source').$type<TakeSource>().notNull(),
    createdBy: text('created_by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    record: jsonb('record').notNull(),
    recordHash: text('record_hash').notNull(),
    previousHash: text('previous_hash').notNull(),
  },
  (table) => [index('takes_panel').on(table.panelId), index('takes_chain').on(table.projectId, table.position)],
);
