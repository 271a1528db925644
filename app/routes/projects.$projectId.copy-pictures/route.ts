import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { formsOnly, serving } from '#app/lib/errors.ts';
import { id, idParam, linesOf, parseForm, readForm } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { PanelId, ProjectId, TakeId } from '#shared/lib/ids.ts';

export const handle = { operations: ['picture.copy', 'asset.read'] } satisfies RouteHandle;

/** Pictures of one form: each is read and written while the person waits. */
const AT_ONCE = 20;

const copy = z.object({ original: id<TakeId>(), take: id<TakeId>(), panel: id<PanelId>() });
const form = z.object({
  from: id<ProjectId>(),
  copies: linesOf(['original', 'take', 'panel'], copy, AT_ONCE),
});

/**
 * Form fields: `from`, the project that has the pictures, and `copies`, a line for each: the take there, the name of the
 * take that it becomes, and its panel. Answers `{ takes }`, those that could be copied; the window hangs them.
 */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  return serving(async () => {
    const project = idParam<ProjectId>(params['projectId']);
    const { from, copies } = parseForm(form, await readForm(request));
    return { takes: await services.pictures.copy(actor, project, from, copies) };
  });
}

export { formsOnly as loader };
