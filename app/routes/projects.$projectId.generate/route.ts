import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { serving } from '#app/lib/errors.ts';
import { id, idParam, many, parseForm, readForm } from '#app/lib/input.ts';
import { listPictures } from '#app/lib/list-pictures.ts';
import { reachedOrFailure, untilReached } from '#app/lib/reach-server.ts';
import { pictureOrder } from '#app/lib/picture-order.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { JobId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import { MOST_PANELS_AT_ONCE } from '#shared/storyboard/index.ts';

export const handle = {
  operations: ['picture.progress', 'picture.request', 'picture.retry', 'picture.cancel', 'picture.pause'],
} satisfies RouteHandle;

/** `{ jobs, held }`: what is under way, and what failed; whether nothing more is taken up. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return serving(() => listPictures(context, idParam<ProjectId>(params['projectId'])));
}

const wish = z.discriminatedUnion('intent', [
  z.object({
    ...{ intent: z.literal('request'), panel: many(id<PanelId>(), MOST_PANELS_AT_ONCE) },
    order: pictureOrder.optional(),
  }),
  z.object({ intent: z.literal('retry'), job: id<JobId>() }),
  z.object({ intent: z.literal('cancel'), job: id<JobId>() }),
  z.object({ intent: z.enum(['hold', 'go-on']) }),
]);

/** Form fields: `intent`, and `panel` (repeated, with an `order` as JSON or none) or `job` or nothing. Answers `{ jobs: ids }` to a request. */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { services, actor } = context;
  return serving(async () => {
    const project = idParam<ProjectId>(params['projectId']);
    const input = parseForm(wish, await readForm(request));
    switch (input.intent) {
      case 'request':
        return { jobs: await services.generation.request(actor, project, input.panel, input.order) };
      case 'retry':
        await services.generation.retry(actor, project, input.job);
        return {};
      case 'cancel':
        await services.generation.cancel(actor, project, input.job);
        return {};
      case 'hold':
      case 'go-on':
        await services.generation.pause(actor, project, input.intent === 'hold');
        return {};
    }
  });
}

export { reachedOrFailure as clientAction, untilReached as clientLoader };
