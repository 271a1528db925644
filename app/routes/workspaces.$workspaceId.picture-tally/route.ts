import type { LoaderFunctionArgs } from '@remix-run/node';
import { serving } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import { untilReached } from '#app/lib/reach-server.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';

export const handle = { operations: ['provider.tally'] } satisfies RouteHandle;

/** `{ tally }`: how models have done in the workspace's films, by what people said of their takes. */
export function loader({ params, context }: LoaderFunctionArgs) {
  const workspace = idParam<WorkspaceId>(params['workspaceId']);
  return serving(async () => ({ tally: await context.services.boards.workspaceTally(context.actor, workspace) }));
}

export { untilReached as clientLoader };
