import type { LoaderFunctionArgs } from '@remix-run/node';
import { contentDisposition } from '#app/lib/content-disposition.ts';
import { toResponse } from '#app/lib/errors.ts';
import { hashParam, idParam } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import { pictureWidth } from '#shared/lib/picture-widths.ts';

export const handle = { operations: ['asset.read'] } satisfies RouteHandle;

/** What a browser shows as a picture and never runs. Everything else is only for saving. */
const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif'];

/** `?w=320` (or 640, 1280) asks for a picture of at most that width. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  try {
    const project = idParam<ProjectId>(params['projectId']);
    const hash = hashParam<AssetHash>(params['hash']);
    const width = pictureWidth(new URL(request.url).searchParams.get('w'));
    const { mime, bytes } = await context.services.assets.open(context.actor, project, hash, width);
    const etag = `"${hash}${width === null ? '' : `-${String(width)}`}"`;
    const headers = {
      // The name is the hash of the bytes: what it names can never change. Only this person may keep it.
      'Cache-Control': 'private, max-age=31536000, immutable',
      ETag: etag,
      'X-Content-Type-Options': 'nosniff',
    };
    if (request.headers.get('If-None-Match') === etag) return new Response(null, { status: 304, headers });
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        ...headers,
        'Content-Type': mime,
        'Content-Length': String(bytes.byteLength),
        'Content-Disposition': contentDisposition(PICTURES.includes(mime) ? 'inline' : 'attachment', hash),
      },
    });
  } catch (error) {
    return toResponse(error);
  }
}
