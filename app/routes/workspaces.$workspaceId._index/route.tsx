import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import { ButtonLink, EmptyState } from '#app/components/index.ts';
import { AccountMenu, AppBar, Page } from '#app/features/account/index.ts';
import { ImportReport, NewProject, NewProjectForms, ProjectCards, type Imported } from '#app/features/project/index.ts';
import { useAppearance } from '#app/lib/appearance.ts';
import { acting, loading } from '#app/lib/errors.ts';
import { failureOf } from '#app/lib/failure.ts';
import { idParam, parseForm, readForm, uploadedFile, words } from '#app/lib/input.ts';
import { reachedOrFailure } from '#app/lib/reach-server.ts';
import { requireUser } from '#app/lib/require-user.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';

export const handle = { operations: ['workspace.open', 'project.create', 'project.import'] } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.name ?? 'Workspace'} · Beatboard` }];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => {
    const me = requireUser(context);
    const id = idParam<WorkspaceId>(params['workspaceId']);
    const [workspace, projects] = await Promise.all([
      context.services.workspaces.open(context.actor, id),
      context.services.projects.list(context.actor, id),
    ]);
    const mayCreate = workspace.standing.capabilities.includes('project.create');
    return { me, id, name: workspace.name, mayCreate, projects };
  });
}

const request = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('create'), title: words('A title', 200) }),
  z.object({ intent: z.literal('import'), file: uploadedFile('Choose a Fountain file first.') }),
]);

export function action({ request: sent, params, context }: ActionFunctionArgs) {
  return acting(async () => {
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    const input = parseForm(request, await readForm(sent));
    if (input.intent === 'create') {
      const project = await context.services.projects.create(context.actor, workspace, input.title);
      return redirect(`/projects/${project}/split`);
    }
    const file = { name: input.file.name, bytes: new Uint8Array(await input.file.arrayBuffer()) };
    const { project, notes } = await context.services.screenplays.import(context.actor, workspace, file);
    if (notes.length === 0) return redirect(`/projects/${project}/split`);
    return { imported: { project, notes, file: file.name } satisfies Imported };
  });
}

export { reachedOrFailure as clientAction };

export default function WorkspacePage() {
  const { me, id, name, mayCreate, projects } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const failure = failureOf(answer);
  const imported = answer && 'imported' in answer ? answer.imported : undefined;
  const [read, setRead] = useState<Imported>();
  const appearance = useAppearance();
  return (
    <>
      <AppBar
        trail={[{ label: name, to: `/workspaces/${id}` }]}
        account={<AccountMenu user={me} appearance={appearance} />}
      />
      <Page
        title={name}
        actions={
          <>
            <ButtonLink to="members" icon={Users}>
              Members
            </ButtonLink>
            {mayCreate && projects.length > 0 && <NewProject failure={failure} />}
          </>
        }
      >
        {projects.length > 0 ? (
          <ProjectCards projects={projects} />
        ) : (
          <EmptyState title={mayCreate ? 'Bring a script, or begin one' : 'No projects yet'}>
            {mayCreate ? (
              <>
                <p>A project is one film: its script, its boards and everything that was ever changed in them.</p>
                <NewProjectForms failure={failure} />
              </>
            ) : (
              <p>Projects that others begin here appear in this place.</p>
            )}
          </EmptyState>
        )}
      </Page>
      {imported && imported !== read && <ImportReport imported={imported} onClose={() => setRead(imported)} />}
    </>
  );
}
