import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { formsOnly, serving } from '#app/lib/errors.ts';
import { chosenFile, id, idParam, parseForm, readForm, uploaded } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { PanelId, ProjectId, TakeId } from '#shared/lib/ids.ts';

export const handle = { operations: ['picture.upload'] } satisfies RouteHandle;

const upload = z.object({ take: id<TakeId>(), panel: id<PanelId>(), file: chosenFile('Choose a picture first.') });

/**
 * Form fields: `take`, the name of the take that the window has made up, `panel`, and `file`. Answers the Take; the
 * window hangs it. Sent again after a lost answer, it is the same take.
 */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  return serving(async () => {
    const project = idParam<ProjectId>(params['projectId']);
    const { take, panel, file } = parseForm(upload, await readForm(request));
    return services.pictures.upload(actor, project, { take, panel, file: await uploaded(file) }, request.signal);
  });
}

export { formsOnly as loader };
