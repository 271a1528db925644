import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { formsOnly, serving } from '#app/lib/errors.ts';
import { chosenFile, idParam, parseForm, readForm, uploaded } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

export const handle = { operations: ['cast.addPicture'] } satisfies RouteHandle;

const upload = z.object({ file: chosenFile('Choose a picture first.') });

/** Form field: `file`. Answers the StoredPicture; the window puts it in its look or place. */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  return serving(async () => {
    const project = idParam<ProjectId>(params['projectId']);
    const { file } = parseForm(upload, await readForm(request));
    return services.pictures.addReference(actor, project, await uploaded(file), request.signal);
  });
}

export { formsOnly as loader };
