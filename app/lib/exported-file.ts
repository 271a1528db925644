import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ProjectId } from '#shared/lib/ids.ts';
import { contentDisposition } from './content-disposition.ts';
import { loading } from './errors.ts';
import { idParam } from './input.ts';

/** A project's script as a file to keep. */
export function exportedFile({ request, params, context }: LoaderFunctionArgs, format: 'fountain' | 'pdf') {
  return loading(request, async () => {
    const project = idParam<ProjectId>(params['projectId']);
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
