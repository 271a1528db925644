import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
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
    /** How often in a row the process that held it was gone: costs no attempt, and has a limit of its own. */
    orphaned: integer('orphaned').notNull().default(0),
    /** Whose limits it counts against: jobs of one lane wait for one another, and for nobody else's. */
    lane: text('lane').notNull().default('previz'),
    /** The higher is taken up first. */
    priority: integer('priority').notNull().default(0),
    /** Not to be taken up before. */
    notBefore: instant('not_before'),
    /** When it was last taken up. */
    startedAt: instant('started_at'),
    /** How often it was put off by a provider that is busy: costs no attempt. */
    waits: integer('waits').notNull().default(0),
    /** The kind of failure that it ended or is tried again with. */
    failure: text('failure'),
    /** How often somebody outside has said no: asking after that is not the same question again. */
    refusals: integer('refusals').notNull().default(0),
    /** What it is likely to cost, in US dollars; null: nobody knows. */
    estimate: doublePrecision('estimate'),
    /** The process that holds the job. */
    worker: text('worker'),
    /** For people; set when failed. */
    message: text('message'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('jobs_state').on(table.state, table.createdAt),
    index('jobs_lane').on(table.lane, table.startedAt),
    index('jobs_project').on(table.projectId),
  ],
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
    /** `imported`: of no take, but of the records that the project came with. */
    source: text('source').$type<TakeSource | 'imported'>().notNull(),
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
