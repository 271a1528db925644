import { z } from 'zod';
import type { JobId, PanelId, ProjectId, ThreadId, UserId } from '#shared/lib/ids.ts';

/*
 * Socket.IO carries what is not document content. Events are hints: each says what changed and every client can fetch
 * the whole again, so a gap costs a request and never a comment.
 */

const id = <T extends string>() =>
  z
    .string()
    .regex(/^[0-9a-z]{16}$/)
    .transform((value) => value as T);

/** Client → server. Anything else is refused. */
export const clientEvents = {
  /** Enter the room of a project; answered with the roster. */
  'room.join': z.object({ project: id<ProjectId>(), view: z.enum(['script', 'boards', 'split', 'review', 'history']) }),
  /** Where this window is now, for the roster. */
  'room.view': z.object({ view: z.enum(['script', 'boards', 'split', 'review', 'history']) }),
} as const;

export const rosterEntry = z.object({
  user: id<UserId>(),
  name: z.string(),
  /** Place in the presence palette, from 0. */
  colour: z.number().int().min(0),
  role: z.string(),
  view: z.string(),
});
export type RosterEntry = z.infer<typeof rosterEntry>;

export const jobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof jobState>;

export const pictureProgress = z.object({
  job: id<JobId>(),
  panel: id<PanelId>(),
  state: jobState,
  /** 0 to 1. */
  progress: z.number().min(0).max(1),
  /** For people; only when failed. */
  message: z.string().optional(),
});
export type PictureProgress = z.infer<typeof pictureProgress>;

/** Server → client. */
export const serverEvents = {
  'roster.changed': z.object({ project: id<ProjectId>(), people: z.array(rosterEntry) }),
  'comments.changed': z.object({ project: id<ProjectId>(), thread: id<ThreadId>() }),
  'revisions.changed': z.object({ project: id<ProjectId>() }),
  'picture.progress': pictureProgress.extend({ project: id<ProjectId>() }),
  /** The person's role or seat changed: reload what the page knows about rights. */
  'access.changed': z.object({ project: id<ProjectId>() }),
  /** Events of other processes may have been missed: fetch again what was learnt from events. */
  gap: z.object({ project: id<ProjectId>() }),
} as const;

export type ClientEvents = { [E in keyof typeof clientEvents]: z.infer<(typeof clientEvents)[E]> };
export type ServerEvents = { [E in keyof typeof serverEvents]: z.infer<(typeof serverEvents)[E]> };
