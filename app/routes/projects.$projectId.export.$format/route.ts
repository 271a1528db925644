import type { LoaderFunctionArgs } from '@remix-run/node';
import { contentDisposition } from '#app/lib/content-disposition.ts';
import { loading } from '#app/lib/errors.ts';
import { idParam, oneOfParam } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import { EXPORT_FORMATS } from '#shared/formats/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

export const handle = { operations: ['project.export'] } satisfies RouteHandle;

/** The project's script as a file to keep. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => {
    const project = idParam<ProjectId>(params['projectId']);
    const format = oneOfParam(EXPORT_FORMATS, params['format']);
    const { filename, mime, bytes } = await context.services.screenplays.export(context.actor, project, format);
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': mime,
        'Content-Disposition': contentDisposition('attachment', filename),
        'Cache-Control': 'no-store',
      },
    });
  });
}
