import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { serving } from '#app/lib/errors.ts';
import { id, idParam, parseForm, readForm, words } from '#app/lib/input.ts';
import { reachedOrFailure, untilReached } from '#app/lib/reach-server.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId, RevisionId } from '#shared/lib/ids.ts';

export const handle = { operations: ['revision.list', 'revision.name', 'revision.restore'] } satisfies RouteHandle;

/** `{ revisions }`, newest first. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return serving(async () => ({
    revisions: await context.services.revisions.list(context.actor, idParam<ProjectId>(params['projectId'])),
  }));
}

const wish = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('name'), name: words('A name', 120) }),
  z.object({ intent: z.literal('restore'), revision: id<RevisionId>() }),
]);

/** Form fields: `intent`, then `name` or `revision`. Answers `{ revision }` or `{ before }`. */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  return serving(async () => {
    const project = idParam<ProjectId>(params['projectId']);
    const input = parseForm(wish, await readForm(request));
    switch (input.intent) {
      case 'name':
        return { revision: await services.revisions.name(actor, project, input.name) };
      case 'restore':
        return services.revisions.restore(actor, project, input.revision);
    }
  });
}

export { reachedOrFailure as clientAction, untilReached as clientLoader };
