import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useConnection } from '#app/collab/use-project-connection.ts';
import { useFrameRatio } from '#app/collab/use-settings.ts';
import { ErrorPage } from '#app/components/index.ts';
import { CompareView, RevisionView } from '#app/features/history/index.ts';
import { useProject } from '#app/features/project/index.ts';
import { loading } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { AssetHash, ProjectId, RevisionId } from '#shared/lib/ids.ts';
import type { ProjectDiff, ProjectState } from '#shared/revisions/index.ts';

export const handle = { operations: ['revision.open', 'revision.compare'] } satisfies RouteHandle;

/** The revision as it was; with `?compare`, how it differs from now. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => {
    const { services, actor } = context;
    const project = idParam<ProjectId>(params['projectId']);
    const revision = idParam<RevisionId>(params['revisionId']);
    if (new URL(request.url).searchParams.has('compare')) {
      return { kind: 'compare' as const, ...(await services.revisions.compare(actor, project, revision)) };
    }
    return { kind: 'open' as const, ...(await services.revisions.open(actor, project, revision)) };
  });
}

export default function RevisionPlace() {
  const loaded = useLoaderData<typeof loader>();
  const { session, can } = useProject();
  const header = {
    project: session.id,
    summary: loaded.summary,
    canRestore: can('revisions.restore'),
    frames: {
      projectId: session.id,
      aspectRatio: useFrameRatio(useConnection()),
      assetUrl: (asset: AssetHash) => `/projects/${session.id}/assets/${asset}`,
    },
  };
  // What crossed the wire has its optional fields as they were; only its type says they may be undefined.
  return loaded.kind === 'compare' ? (
    <CompareView {...header} diff={loaded.diff as ProjectDiff} />
  ) : (
    <RevisionView {...header} state={loaded.state as ProjectState} />
  );
}

export function ErrorBoundary() {
  return <ErrorPage inside />;
}
