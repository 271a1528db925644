import type { ActionFunctionArgs } from '@remix-run/node';
import { formsOnly, serving } from '#app/lib/errors.ts';
import { idParam, readScriptFile } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';

export const handle = { operations: ['project.preview'] } satisfies RouteHandle;

/** Form field `file`: a script that may become a project. Answers `{ preview }`. */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  return serving(async () => {
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    return { preview: await services.screenplays.preview(actor, workspace, await readScriptFile(request)) };
  });
}

export { formsOnly as loader };
