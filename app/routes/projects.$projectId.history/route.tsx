import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useParams, useRevalidator } from '@remix-run/react';
import { ErrorPage, SplitPane } from '#app/components/index.ts';
import { useRealtimeEvent, useRealtimeGap } from '#app/collab/use-realtime.tsx';
import { HistoryList, Timeline } from '#app/features/history/index.ts';
import { useProject } from '#app/features/project/index.ts';
import { loading } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import styles from './history-place.module.css';

export const handle = { operations: ['revision.list'] } satisfies RouteHandle;

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => ({
    revisions: await context.services.revisions.list(context.actor, idParam<ProjectId>(params['projectId'])),
  }));
}

export default function HistoryPlace() {
  const { session, me, can } = useProject();
  const { revisions } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const chosen = useParams()['revisionId'] !== undefined;
  useRealtimeEvent('revisions.changed', revalidate);
  useRealtimeGap(revalidate);
  const list = (
    <HistoryList
      project={session.id}
      revisions={revisions}
      canName={can('revisions.name')}
      keeps={{ days: session.historyDays, canChange: can('workspace.manage') }}
    />
  );
  const revision = (
    <div className={styles['place']}>
      <div className={styles['revision']}>
        <Outlet />
      </div>
      {revisions.length > 0 && <Timeline project={session.id} revisions={revisions} />}
    </div>
  );
  return (
    // Where there is room for one pane alone, it is the list until a revision is chosen.
    <SplitPane
      key={chosen ? 'revision' : 'list'}
      storageKey={`panes:history:${me.id}`}
      panes={[
        { id: 'list', label: 'Revisions', content: list, size: 320, min: 240, max: 480, first: !chosen },
        { id: 'revision', label: 'Revision', content: revision, min: 480, first: chosen },
      ]}
    />
  );
}

export function ErrorBoundary() {
  return <ErrorPage inside />;
}
