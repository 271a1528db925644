import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Outlet,
  useLoaderData,
  useLocation,
  useRevalidator,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react';
import { useEffect, useState } from 'react';
import { AccountMenu, InviteForm } from '#app/features/account/index.ts';
import { useExchange } from '#app/features/exchange/index.ts';
import { ScriptChanges } from '#app/features/history/index.ts';
import { ConnectionProvider, useProjectConnection } from '#app/collab/use-project-connection.ts';
import { RealtimeProvider, useRealtimeEvent, useRoster } from '#app/collab/use-realtime.tsx';
import { ProjectProvider, ProjectShell, placeOf, useMyColour, useProject } from '#app/features/project/index.ts';
import { useAppearance } from '#app/lib/appearance.ts';
import { loading } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import { requireUser } from '#app/lib/require-user.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import { warmRoutes } from '#app/lib/warm-routes.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

export const handle = { operations: ['project.open'] } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.session.title ?? 'Project'} · Beatboard` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => ({
    me: requireUser(context),
    session: await context.services.projects.open(context.actor, idParam<ProjectId>(params['projectId'])),
  }));
}

/** What is sent to the project changes nothing here; a person's rights do, and the server says so. */
export function shouldRevalidate({
  formMethod,
  currentParams,
  nextParams,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return (
    currentParams['projectId'] !== nextParams['projectId'] || (formMethod === undefined && defaultShouldRevalidate)
  );
}

export default function ProjectLayout() {
  const { me, session } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  return (
    <ProjectProvider session={session} me={me}>
      <RealtimeProvider project={session.id} view={placeOf(pathname)}>
        <Room key={session.id} />
      </RealtimeProvider>
    </ProjectProvider>
  );
}

/** Holds the window's connection to the document for all the places of the project. */
function Room() {
  const { session, me, can } = useProject();
  const { revalidate } = useRevalidator();
  const colour = useMyColour();
  // As it was when this window opened: one that learns of another epoch goes on with its own until the server refuses it,
  // and then says so. It must not turn into the other under the person's hands.
  const [opened] = useState(session.document);
  const connection = useProjectConnection({
    ...opened,
    document: opened.name,
    user: { id: me.id, name: me.name, colour },
    readOnly: !can('script.write') && !can('boards.write'),
    url: syncUrl(),
  });
  const exchange = useExchange(connection, (script) => <ScriptChanges script={script} />);
  useRealtimeEvent('access.changed', revalidate);
  useEffect(() => {
    // Its own, and the one that a copy of its script is sent to.
    void connection?.whenFilled.then(() =>
      warmRoutes('routes/projects.$projectId', 'routes/workspaces.$workspaceId._index'),
    );
  }, [connection]);
  return (
    <ConnectionProvider value={connection}>
      <ProjectShell
        connection={connection}
        roster={useRoster()}
        account={<AccountMenu user={me} appearance={useAppearance()} />}
        share={<InviteForm workspace={session.workspace.id} />}
        files={exchange}
      >
        <Outlet />
      </ProjectShell>
      {exchange.dialogs}
    </ConnectionProvider>
  );
}

/** Documents are served beside the pages; on the server there is nothing to connect to. */
function syncUrl(): string {
  return typeof window === 'undefined' ? '' : `${window.location.origin.replace(/^http/, 'ws')}/sync`;
}
