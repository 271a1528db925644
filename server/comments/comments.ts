import {
  commentsOf,
  findComment,
  insertReply,
  insertThread,
  rewriteComment,
  settleThread,
  threadsOf,
  type Db,
} from '#db/index.ts';
import { must } from '#shared/lib/assert.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { CommentId, NewId, PanelId, ProjectId, ThreadId } from '#shared/lib/ids.ts';
import { loadState, projectDocument, readPanel } from '#shared/collab/index.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Access, Actor } from '#server/access/index.ts';
import type { Notices } from '#server/realtime/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { Comment, Comments, Thread } from './port.ts';

export interface CommentsOptions {
  readonly db: Db;
  readonly access: Access;
  readonly documents: Pick<Documents, 'read'>;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly newId: NewId;
}

const MAX_BODY = 4000;

export function createComments(options: CommentsOptions): Comments {
  const { db, access, notices, clock, newId } = options;
  const now = () => new Date(clock.now());
  const changed = (project: ProjectId, thread: ThreadId) => notices.notify(project, 'comments.changed', { thread });

  const settle = async (actor: Actor | null, project: ProjectId, thread: ThreadId, resolved: boolean) => {
    await access.requireInProject(actor, project, resolved ? 'comment.resolve' : 'comment.reopen');
    const by = resolved ? must(actor).userId : null;
    const change = await settleThread(db, project, thread, by, now());
    if (change === 'no-thread') throw noThread();
    if (change === 'changed') changed(project, thread);
  };

  return {
    list: async (actor, project) => {
      await access.requireInProject(actor, project, 'comment.read');
      const [threads, comments] = await Promise.all([threadsOf(db, project), commentsOf(db, project)]);
      return threadsWith(threads, comments);
    },

    start: async (actor, project, { panel, point, body }) => {
      await access.requireInProject(actor, project, 'comment.start');
      const text = readBody(body);
      checkPoint(point);
      await requirePanel(options, project, panel);
      const id = newId<ThreadId>();
      await insertThread(
        db,
        {
          ...{ id, projectId: project, panelId: panel, x: point?.x ?? null, y: point?.y ?? null },
          ...{ createdBy: must(actor).userId, createdAt: now() },
        },
        { id: newId<CommentId>(), body: text },
      );
      changed(project, id);
      return id;
    },

    reply: async (actor, project, threadId, body) => {
      await access.requireInProject(actor, project, 'comment.reply');
      const reply = { id: newId<CommentId>(), threadId, authorId: must(actor).userId, body: readBody(body) };
      if (!(await insertReply(db, project, { ...reply, createdAt: now() }))) throw noThread();
      changed(project, threadId);
      return reply.id;
    },

    edit: async (actor, project, id, body) => {
      await access.requireInProject(actor, project, 'comment.edit');
      const text = readBody(body);
      const comment = await findComment(db, project, id);
      if (!comment) throw new AppError('not_found', 'There is no such comment in this project.');
      if (comment.authorId !== must(actor).userId) {
        throw new AppError(
          'forbidden',
          'Only its author may edit a comment. Reply to it instead; nothing was changed.',
        );
      }
      await rewriteComment(db, id, text, now());
      changed(project, comment.threadId);
    },

    resolve: (actor, project, thread) => settle(actor, project, thread, true),
    reopen: (actor, project, thread) => settle(actor, project, thread, false),
  };
}

// A comment on a panel that is not there could never be seen again. One whose panel is deleted later stays: restoring
// the panel brings its conversation back.
async function requirePanel({ documents }: CommentsOptions, project: ProjectId, panel: PanelId) {
  const { state } = await documents.read(projectDocument(project));
  if (!readPanel(loadState(state), panel)) {
    throw new AppError('not_found', 'This panel is not on the boards any more, so nothing was added. Copy your words.');
  }
}

function readBody(body: string): string {
  const text = body.replace(/\r\n?/g, '\n').trim();
  if (text.length >= 1 && text.length <= MAX_BODY) return text;
  const message =
    text === ''
      ? 'Write something first.'
      : `A comment holds up to ${MAX_BODY.toLocaleString('en')} characters; this one has ${text.length.toLocaleString('en')}.`;
  throw new AppError('invalid_input', message, { fields: { body: message } });
}

function checkPoint(point: Thread['point']): void {
  if (point === null || [point.x, point.y].every((part) => part >= 0 && part <= 1)) return;
  throw new AppError('invalid_input', 'This point lies outside the picture. Nothing was added.');
}

function noThread(): AppError {
  return new AppError('not_found', 'There is no such conversation in this project.');
}

function threadsWith(
  threads: Awaited<ReturnType<typeof threadsOf>>,
  comments: Awaited<ReturnType<typeof commentsOf>>,
): Thread[] {
  const byThread = new Map<ThreadId, Comment[]>(threads.map((thread) => [thread.id, []]));
  for (const { threadId, createdAt, editedAt, ...comment } of comments) {
    byThread.get(threadId)?.push({
      ...comment,
      createdAt: createdAt.getTime(),
      editedAt: editedAt?.getTime() ?? null,
    });
  }
  return threads.map(({ id, panelId, x, y, createdAt, resolvedAt, resolver }) => ({
    id,
    panel: panelId,
    point: x === null || y === null ? null : { x, y },
    resolved: resolvedAt ? { by: resolver ?? '', at: resolvedAt.getTime() } : null,
    createdAt: createdAt.getTime(),
    comments: must(byThread.get(id)),
  }));
}
