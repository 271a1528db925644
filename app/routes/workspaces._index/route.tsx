import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { EmptyState } from '#app/components/index.ts';
import { AccountMenu, AppBar, NewWorkspace, Page, WorkspaceList } from '#app/features/account/index.ts';
import { useAppearance } from '#app/lib/appearance.ts';
import { acting, loading } from '#app/lib/errors.ts';
import { failureOf } from '#app/lib/failure.ts';
import { parseForm, readForm, words } from '#app/lib/input.ts';
import { requireUser } from '#app/lib/require-user.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';

export const handle = { operations: ['workspace.list', 'workspace.create'] } satisfies RouteHandle;
export const meta: MetaFunction = () => [{ title: 'Workspaces · Beatboard' }];

export function loader({ request, context }: LoaderFunctionArgs) {
  return loading(request, async () => ({
    me: requireUser(context),
    workspaces: await context.services.workspaces.list(context.actor),
  }));
}

const newWorkspace = z.object({ name: words('A name', 80) });

export function action({ request, context }: ActionFunctionArgs) {
  return acting(async () => {
    const { name } = parseForm(newWorkspace, await readForm(request));
    const id = await context.services.workspaces.create(context.actor, name);
    return redirect(`/workspaces/${id}`);
  });
}

export default function WorkspacesPage() {
  const { me, workspaces } = useLoaderData<typeof loader>();
  const failure = failureOf(useActionData());
  const appearance = useAppearance();
  return (
    <>
      <AppBar account={<AccountMenu user={me} appearance={appearance} />} />
      <Page title="Workspaces" actions={<NewWorkspace failure={failure} />}>
        {workspaces.length > 0 ? (
          <WorkspaceList workspaces={workspaces} />
        ) : (
          <EmptyState title="You have no seat in a workspace">
            <p>Make one for your team, or open the invitation link that somebody sent you.</p>
          </EmptyState>
        )}
      </Page>
    </>
  );
}
