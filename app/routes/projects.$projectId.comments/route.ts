import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { serving } from '#app/lib/errors.ts';
import { id, idParam, parseForm, readForm, words } from '#app/lib/input.ts';
import { reachedOrFailure, untilReached } from '#app/lib/reach-server.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { CommentId, PanelId, ProjectId, ThreadId } from '#shared/lib/ids.ts';

export const handle = {
  operations: ['comment.read', 'comment.start', 'comment.reply', 'comment.edit', 'comment.resolve', 'comment.reopen'],
} satisfies RouteHandle;

/** `{ threads }`, resolved ones included. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return serving(async () => ({
    threads: await context.services.comments.list(context.actor, idParam<ProjectId>(params['projectId'])),
  }));
}

const body = words('A comment', 4000);
const fraction = z.coerce.number({ error: 'This is not a point of the picture.' }).min(0).max(1);
const wish = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('start'),
    panel: id<PanelId>(),
    body,
    x: fraction.optional(),
    y: fraction.optional(),
  }),
  z.object({ intent: z.literal('reply'), thread: id<ThreadId>(), body }),
  z.object({ intent: z.literal('edit'), comment: id<CommentId>(), body }),
  z.object({ intent: z.literal('resolve'), thread: id<ThreadId>() }),
  z.object({ intent: z.literal('reopen'), thread: id<ThreadId>() }),
]);

/** Form fields: `intent`, then `panel`, `body` and perhaps `x`, `y`; or `thread`; or `comment`. */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  const { comments } = services;
  return serving(async () => {
    const project = idParam<ProjectId>(params['projectId']);
    const input = parseForm(wish, await readForm(request));
    switch (input.intent) {
      case 'start': {
        const { panel, x, y } = input;
        const point = x === undefined || y === undefined ? null : { x, y };
        return { thread: await comments.start(actor, project, { panel, point, body: input.body }) };
      }
      case 'reply':
        return { comment: await comments.reply(actor, project, input.thread, input.body) };
      case 'edit':
        await comments.edit(actor, project, input.comment, input.body);
        return {};
      case 'resolve':
        await comments.resolve(actor, project, input.thread);
        return {};
      case 'reopen':
        await comments.reopen(actor, project, input.thread);
        return {};
    }
  });
}

export { reachedOrFailure as clientAction, untilReached as clientLoader };
