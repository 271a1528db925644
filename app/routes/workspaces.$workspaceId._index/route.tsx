import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { FileSignature, ImageIcon, Users } from 'lucide-react';
import { z } from 'zod';
import { ButtonLink, EmptyState } from '#app/components/index.ts';
import { AccountMenu, AppBar, Page } from '#app/features/account/index.ts';
import { NewProject, NewProjectForms } from '#app/features/exchange/index.ts';
import { ProjectCards } from '#app/features/project/index.ts';
import { useAppearance } from '#app/lib/appearance.ts';
import { acting, loading } from '#app/lib/errors.ts';
import { failureOf } from '#app/lib/failure.ts';
import { idParam, parseForm, readForm, scriptFile, uploaded, words } from '#app/lib/input.ts';
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
    const manages = workspace.standing.capabilities.includes('workspace.manage');
    return { me, id, name: workspace.name, mayCreate, manages, projects };
  });
}

const request = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('create'), title: words('A title', 200) }),
  z.object({ intent: z.literal('import'), file: scriptFile }),
]);

export function action({ request: sent, params, context }: ActionFunctionArgs) {
  return acting(async () => {
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    const input = parseForm(request, await readForm(sent));
    if (input.intent === 'create') {
      const project = await context.services.projects.create(context.actor, workspace, input.title);
      return redirect(`/projects/${project}/split`);
    }
    const file = await uploaded(input.file);
    return redirect(`/projects/${await context.services.screenplays.import(context.actor, workspace, file)}/split`);
  });
}

export { reachedOrFailure as clientAction };

export default function WorkspacePage() {
  const { me, id, name, mayCreate, manages, projects } = useLoaderData<typeof loader>();
  const failure = failureOf(useActionData<typeof action>());
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
            {manages && (
              <>
                <ButtonLink to="pictures" icon={ImageIcon}>
                  Pictures
                </ButtonLink>
                <ButtonLink to="consents" icon={FileSignature}>
                  Consents
                </ButtonLink>
              </>
            )}
            {mayCreate && projects.length > 0 && <NewProject workspace={id} failure={failure} />}
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
                <NewProjectForms workspace={id} failure={failure} />
              </>
            ) : (
              <p>Projects that others begin here appear in this place.</p>
            )}
          </EmptyState>
        )}
      </Page>
    </>
  );
}
