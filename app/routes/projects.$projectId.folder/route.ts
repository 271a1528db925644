import type { LoaderFunctionArgs } from '@remix-run/node';
import { contentDisposition } from '#app/lib/content-disposition.ts';
import { toResponse } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

export const handle = { operations: ['project.export'] } satisfies RouteHandle;

/** The whole project as an open folder, in a zip that is made while it is sent. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  try {
    const project = idParam<ProjectId>(params['projectId']);
    const { filename, mime, bytes } = await context.services.folders.export(context.actor, project);
    return new Response(bytes, {
      headers: {
        'Content-Type': mime,
        'Content-Disposition': contentDisposition('attachment', filename),
        'Cache-Control': 'no-store',
      },
    });
  } catch (error) {
    return toResponse(error);
  }
}
