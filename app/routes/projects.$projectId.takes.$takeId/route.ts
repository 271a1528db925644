import type { LoaderFunctionArgs } from '@remix-run/node';
import { serving } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import { untilReached } from '#app/lib/reach-server.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId, TakeId } from '#shared/lib/ids.ts';

export const handle = { operations: ['picture.record'] } satisfies RouteHandle;

/** `{ record }`: how a take's picture came to be. */
export function loader({ params, context }: LoaderFunctionArgs) {
  const [project, take] = [idParam<ProjectId>(params['projectId']), idParam<TakeId>(params['takeId'])];
  return serving(async () => ({ record: await context.services.generation.record(context.actor, project, take) }));
}

export { untilReached as clientLoader };
