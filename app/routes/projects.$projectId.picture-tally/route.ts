import type { LoaderFunctionArgs } from '@remix-run/node';
import { serving } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import { untilReached } from '#app/lib/reach-server.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

export const handle = { operations: ['picture.tally'] } satisfies RouteHandle;

/** `{ tally }`: how models have done in this film, by what people said of their takes. */
export function loader({ params, context }: LoaderFunctionArgs) {
  const project = idParam<ProjectId>(params['projectId']);
  return serving(async () => ({ tally: await context.services.boards.tally(context.actor, project) }));
}

export { untilReached as clientLoader };
