import type { LoaderFunctionArgs } from '@remix-run/node';
import { contentDisposition } from '#app/lib/content-disposition.ts';
import { toResponse } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ConsentId, WorkspaceId } from '#shared/lib/ids.ts';

export const handle = { operations: ['consent.readFile'] } satisfies RouteHandle;

/** The signed paper, to be saved: somebody's file is never shown as a page of ours. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  try {
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    const consent = idParam<ConsentId>(params['consentId']);
    const { name, mime, bytes } = await context.services.consents.readFile(context.actor, workspace, consent);
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': mime,
        'Content-Length': String(bytes.byteLength),
        'Content-Disposition': contentDisposition('attachment', name),
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  } catch (error) {
    return toResponse(error);
  }
}
