import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { serving } from '#app/lib/errors.ts';
import { id, idParam, parseForm, readForm, words } from '#app/lib/input.ts';
import { reachedOrFailure, untilReached } from '#app/lib/reach-server.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId, RevisionId } from '#shared/lib/ids.ts';
import { isRetention } from '#shared/revisions/index.ts';

export const handle = {
  operations: ['revision.list', 'revision.name', 'revision.restore', 'project.keepHistory'],
} satisfies RouteHandle;

/** `{ revisions }`, newest first. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return serving(async () => ({
    revisions: await context.services.revisions.list(context.actor, idParam<ProjectId>(params['projectId'])),
  }));
}

const retention = z
  .string()
  .transform((value) => (value === '' ? null : Number(value)))
  .refine(isRetention, 'Choose one of the offered times.');
const wish = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('name'), name: words('A name', 120) }),
  z.object({ intent: z.literal('restore'), revision: id<RevisionId>() }),
  z.object({ intent: z.literal('keep'), days: retention }),
]);

/** Form fields: `intent`, then `name`, `revision` or `days`. Answers `{ revision }`, `{ before }` or `{ kept }`. */
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
      case 'keep':
        await services.projects.keepHistory(actor, project, input.days);
        return { kept: input.days };
    }
  });
}

export { reachedOrFailure as clientAction, untilReached as clientLoader };
