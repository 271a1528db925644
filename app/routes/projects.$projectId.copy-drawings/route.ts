import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { formsOnly, serving } from '#app/lib/errors.ts';
import { id, idParam, linesOf, parseForm, readForm } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { PanelId, ProjectId } from '#shared/lib/ids.ts';

export const handle = { operations: ['drawing.copy', 'drawing.open'] } satisfies RouteHandle;

/** Drawings of one form: each is read and written while the person waits. */
const AT_ONCE = 20;

const form = z.object({
  from: id<ProjectId>(),
  copies: linesOf(['original', 'panel'], z.object({ original: id<PanelId>(), panel: id<PanelId>() }), AT_ONCE),
});

/**
 * Form fields: `from`, the project that has the drawings, and `copies`, a line for each: the panel there, and the one
 * here. Answers `{ panels }`, those that have a drawing now; the window tells them so.
 */
export function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, services } = context;
  return serving(async () => {
    const project = idParam<ProjectId>(params['projectId']);
    const { from, copies } = parseForm(form, await readForm(request));
    return { panels: await services.drawings.copy(actor, project, from, copies) };
  });
}

export { formsOnly as loader };
