import type { ActionFunctionArgs } from '@remix-run/node';
import { formsOnly, serving } from '#app/lib/errors.ts';
import { idParam, readScriptFile } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

export const handle = { operations: ['project.readDraft'] } satisfies RouteHandle;

/** Form field `file`: a newer draft. Answers a ScriptUpload; what becomes of it is the window's act, on the document. */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  return serving(async () =>
    services.screenplays.readDraft(actor, idParam<ProjectId>(params['projectId']), await readScriptFile(request)),
  );
}

export { formsOnly as loader };
