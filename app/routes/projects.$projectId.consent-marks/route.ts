import type { LoaderFunctionArgs } from '@remix-run/node';
import { serving } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import { untilReached } from '#app/lib/reach-server.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

export const handle = { operations: ['consent.marks'] } satisfies RouteHandle;

/** Answers the ConsentMarks: what members see of looks and consents on panels. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return serving(() => context.services.consents.marks(context.actor, idParam<ProjectId>(params['projectId'])));
}

export { untilReached as clientLoader };
