import * as z from 'zod/mini';
import type { JobId, PanelId, ProjectId, ThreadId, UserId } from '#shared/lib/ids.ts';

/*
 * Socket.IO carries what is not document content. Events are hints: each says what changed and every client can fetch
 * the whole again, so a gap costs a request and never a comment.
 */

const id = <T extends string>() =>
  z.pipe(
    z.string().check(z.regex(/^[0-9a-z]{16}$/)),
    z.transform((value) => value as T),
  );

/** The places of a project. */
const view = z.enum(['script', 'boards', 'split', 'review', 'history', 'cast']);

/** Client → server. Anything else is refused. */
export const clientEvents = {
  /** Enter the room of a project; answered with the roster. */
  'room.join': z.object({ project: id<ProjectId>(), view }),
  /** Where this window is now, for the roster. */
  'room.view': z.object({ view }),
} as const;

export const rosterEntry = z.object({
  user: id<UserId>(),
  name: z.string(),
  /** Place in the presence palette, from 0. */
  colour: z.int().check(z.minimum(0)),
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
  progress: z.number().check(z.minimum(0), z.maximum(1)),
  /** For people; only when failed. */
  message: z.optional(z.string()),
});
export type PictureProgress = z.infer<typeof pictureProgress>;

/** Server → client. */
export const serverEvents = {
  'roster.changed': z.object({ project: id<ProjectId>(), people: z.array(rosterEntry) }),
  'comments.changed': z.object({ project: id<ProjectId>(), thread: id<ThreadId>() }),
  'revisions.changed': z.object({ project: id<ProjectId>() }),
  /** A consent was given or revoked that counts in this project. */
  'consents.changed': z.object({ project: id<ProjectId>() }),
  'picture.progress': z.extend(pictureProgress, { project: id<ProjectId>() }),
  /** Nothing more is taken up of what is on order, or it goes on. */
  'pictures.paused': z.object({ project: id<ProjectId>(), paused: z.boolean() }),
  /** The person's role or seat changed: reload what the page knows about rights. */
  'access.changed': z.object({ project: id<ProjectId>() }),
  /** Events of other processes may have been missed: fetch again what was learnt from events. */
  gap: z.object({ project: id<ProjectId>() }),
} as const;

export type ClientEvents = { [E in keyof typeof clientEvents]: z.infer<(typeof clientEvents)[E]> };
export type ServerEvents = { [E in keyof typeof serverEvents]: z.infer<(typeof serverEvents)[E]> };
