import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Outlet,
  useLoaderData,
  useLocation,
  useRevalidator,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react';
import { useEffect, useState } from 'react';
import { ProgressBar, later, warmParts, whenIdle } from '#app/components/index.ts';
import { AccountMenu } from '#app/features/account/index.ts';
import { useExchange } from '#app/features/exchange/index.ts';
import { ConnectionProvider, useProjectConnection } from '#app/collab/use-project-connection.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { RealtimeProvider, useRealtimeEvent, useRoster } from '#app/collab/use-realtime.tsx';
import { ProjectProvider, ProjectShell, placeOf, useMyColour, useProject } from '#app/features/project/index.ts';
import { useAppearance } from '#app/lib/appearance.ts';
import { loading } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import { isMove } from '#app/lib/is-move.ts';
import { requireUser } from '#app/lib/require-user.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import { warmRoutes } from '#app/lib/warm-routes.ts';
import type { ProjectId } from '#shared/lib/ids.ts';

const InviteForm = later(
  async () => (await import('#app/features/account/index.ts')).InviteForm,
  <ProgressBar label="Opening" value={null} />,
);
const ScriptChanges = later(
  async () => (await import('#app/features/history/index.ts')).ScriptChanges,
  <ProgressBar label="Comparing with the script" value={null} />,
);

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

/**
 * What is sent to the project changes nothing here; a person's rights do, and the server says so. Another place of the
 * project is no reason to ask: without a connection that would put the error page in the place of the window.
 */
export function shouldRevalidate(asked: ShouldRevalidateFunctionArgs) {
  const { formMethod, currentParams, nextParams, defaultShouldRevalidate } = asked;
  if (currentParams['projectId'] !== nextParams['projectId']) return true;
  return formMethod === undefined && !isMove(asked) && defaultShouldRevalidate;
}

export default function ProjectLayout() {
  const { me, session } = useLoaderData<typeof loader>();
  return (
    <ProjectProvider session={session} me={me}>
      <Connected key={session.id} />
    </ProjectProvider>
  );
}

/** Holds the window's connection to the document for all the places of the project. */
function Connected() {
  const { session, me, can } = useProject();
  const { pathname } = useLocation();
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
  const whenShown = useWhenShown(connection);
  useEffect(() => {
    void whenShown.then(() => {
      // Its own, and the one that a copy of its script is sent to.
      warmRoutes('routes/projects.$projectId', 'routes/workspaces.$workspaceId._index');
      return warmParts();
    });
  }, [whenShown]);
  return (
    <ConnectionProvider value={connection}>
      <RealtimeProvider project={session.id} view={placeOf(pathname)} whenShown={whenShown}>
        <Room connection={connection} />
      </RealtimeProvider>
    </ConnectionProvider>
  );
}

function Room({ connection }: { readonly connection: ProjectConnection | null }) {
  const { session, me } = useProject();
  const { revalidate } = useRevalidator();
  const exchange = useExchange(connection, (script) => <ScriptChanges script={script} />);
  useRealtimeEvent('access.changed', revalidate);
  return (
    <>
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
    </>
  );
}

/** Resolves when the page has drawn the first words of the document, or has waited long for them. */
function useWhenShown(connection: ProjectConnection | null): Promise<void> {
  const [shown] = useState(() => {
    let resolve = () => {};
    const promise = new Promise<void>((done) => (resolve = done));
    return { promise, resolve };
  });
  useEffect(() => {
    if (!connection) return undefined;
    const late = setTimeout(shown.resolve, LATE_MS);
    void connection.whenFilled.then(whenIdle).then(shown.resolve);
    return () => clearTimeout(late);
  }, [connection, shown]);
  return shown.promise;
}

const LATE_MS = 5000;

/** Documents are served beside the pages; on the server there is nothing to connect to. */
function syncUrl(): string {
  return typeof window === 'undefined' ? '' : `${window.location.origin.replace(/^http/, 'ws')}/sync`;
}
