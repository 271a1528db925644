import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { serving, toResponse } from '#app/lib/errors.ts';
import { idParam, parseForm, readForm } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { PanelId, ProjectId } from '#shared/lib/ids.ts';
import { pictureWidth } from '#shared/lib/picture-widths.ts';
import { AppError } from '#shared/protocol/index.ts';

export const handle = { operations: ['drawing.picture', 'drawing.open', 'drawing.start'] } satisfies RouteHandle;

/** `start` makes the drawing where there is none. */
const asked = z.object({ intent: z.enum(['open', 'start'], { error: 'Say what is to be done.' }) });

/**
 * The drawing as PNG on nothing. `?w=320` (or 640, 1280) is its width in pixels, `ratio` the frame's; `v` says which
 * state of it the window knows of, so that an address always means what it meant.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  try {
    const [project, panel] = [idParam<ProjectId>(params['projectId']), idParam<PanelId>(params['panelId'])];
    const search = new URL(request.url).searchParams;
    const width = pictureWidth(search.get('w')) ?? 640;
    const aspectRatio = ratioOf(search.get('ratio'));
    const bytes = await context.services.drawings.picture(context.actor, project, panel, { width, aspectRatio });
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        // Only this person may keep it.
        'Cache-Control': search.has('v') ? 'private, max-age=31536000, immutable' : 'private, no-cache',
        'X-Content-Type-Options': 'nosniff',
        'Content-Type': 'image/png',
        'Content-Length': String(bytes.byteLength),
      },
    });
  } catch (error) {
    return toResponse(error);
  }
}

/** Answers `{ document }`: what opens it, or null where nobody has drawn. */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  return serving(async () => {
    const [project, panel] = [idParam<ProjectId>(params['projectId']), idParam<PanelId>(params['panelId'])];
    const { intent } = parseForm(asked, await readForm(request));
    return { document: await services.drawings[intent](actor, project, panel) };
  });
}

function ratioOf(text: string | null): number {
  const ratio = Number(text ?? 16 / 9);
  if (ratio >= 0.2 && ratio <= 8) return ratio;
  throw new AppError('invalid_input', 'That is no ratio of a frame.');
}
