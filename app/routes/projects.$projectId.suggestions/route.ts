import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { serving } from '#app/lib/errors.ts';
import { id, idParam, parseForm, readForm, words } from '#app/lib/input.ts';
import { reachedOrFailure, untilReached } from '#app/lib/reach-server.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ElementId, PanelId, ProjectId, ProviderAccountId } from '#shared/lib/ids.ts';
import { MOST_OF_A_PROMPT } from '#shared/storyboard/index.ts';

export const handle = { operations: ['suggestion.choices', 'suggestion.ask'] } satisfies RouteHandle;

/** `{ models }`: who can be asked for suggestions here. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return serving(async () => ({
    models: await context.services.suggestions.choices(context.actor, idParam<ProjectId>(params['projectId'])),
  }));
}

const account = id<ProviderAccountId>();
const wish = z.discriminatedUnion('use', [
  z.object({ use: z.literal('coverage'), account, scene: id<ElementId>() }),
  z.object({ use: z.literal('prompt'), account, panel: id<PanelId>(), words: words('The prompt', MOST_OF_A_PROMPT) }),
  z.object({ use: z.literal('alt'), account, panel: id<PanelId>() }),
]);

/** Form fields: `use`, `account`, and what is asked about. Answers the Suggestion; who hangs up calls the question off. */
export function action({ request, params, context }: ActionFunctionArgs) {
  return serving(async () => {
    const project = idParam<ProjectId>(params['projectId']);
    const { account: asked, ...input } = parseForm(wish, await readForm(request));
    return context.services.suggestions.ask(context.actor, project, input, asked, request.signal);
  });
}

export { reachedOrFailure as clientAction, untilReached as clientLoader };
