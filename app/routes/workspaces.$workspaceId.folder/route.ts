import type { ActionFunctionArgs } from '@remix-run/node';
import { formsOnly, serving } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';

export const handle = { operations: ['project.import'] } satisfies RouteHandle;

/**
 * The body is the zip itself, which is read as it comes and only from who may: a form would have all of it in memory.
 * `?name=` is what the person calls it. Answers a FolderImport.
 */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  return serving(() => {
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    const name = new URL(request.url).searchParams.get('name') ?? 'This file';
    const bytes = (request.body ?? new ReadableStream()) as unknown as AsyncIterable<Uint8Array>;
    return services.folders.import(actor, workspace, { name, bytes }, request.signal);
  });
}

export { formsOnly as loader };
