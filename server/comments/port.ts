import type { CommentId, PanelId, ProjectId, ThreadId, UserId } from '#shared/lib/ids.ts';
import type { Actor } from '#server/access/index.ts';

export interface Comment {
  readonly id: CommentId;
  readonly author: { readonly id: UserId; readonly name: string };
  readonly body: string;
  readonly createdAt: number;
  readonly editedAt: number | null;
}

export interface Thread {
  readonly id: ThreadId;
  readonly panel: PanelId;
  /** Fractions of the picture's width and height from its top left; null for the panel as a whole. */
  readonly point: { readonly x: number; readonly y: number } | null;
  readonly resolved: { readonly by: string; readonly at: number } | null;
  readonly createdAt: number;
  /** Oldest first; never empty. */
  readonly comments: readonly Comment[];
}

export interface Comments {
  list(actor: Actor | null, project: ProjectId): Promise<Thread[]>;
  start(
    actor: Actor | null,
    project: ProjectId,
    input: { panel: PanelId; point: Thread['point']; body: string },
  ): Promise<ThreadId>;
  reply(actor: Actor | null, project: ProjectId, thread: ThreadId, body: string): Promise<CommentId>;
  /** Only one's own. */
  edit(actor: Actor | null, project: ProjectId, comment: CommentId, body: string): Promise<void>;
  resolve(actor: Actor | null, project: ProjectId, thread: ThreadId): Promise<void>;
  reopen(actor: Actor | null, project: ProjectId, thread: ThreadId): Promise<void>;
}
