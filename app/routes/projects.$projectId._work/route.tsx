import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation, type ShouldRevalidateFunctionArgs } from '@remix-run/react';
import type { ProjectId } from '#shared/lib/ids.ts';
import { WhenConnected } from '#app/features/project/index.ts';
import { loading } from '#app/lib/errors.ts';
import { idParam } from '#app/lib/input.ts';
import { listPictures } from '#app/lib/list-pictures.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import type { WorkPlace } from './work-place.ts';
import { Workspace } from './workspace.tsx';

export const handle = { operations: ['picture.progress'] } satisfies RouteHandle;

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, () => listPictures(context, idParam<ProjectId>(params['projectId'])));
}

/** Changing places is not news about jobs. */
export function shouldRevalidate({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formMethod !== undefined && defaultShouldRevalidate;
}

export default function WorkPlaces() {
  const listed = useLoaderData<typeof loader>();
  const place = useLocation().pathname.split('/').at(-1) as WorkPlace;
  return (
    <WhenConnected>{(connection) => <Workspace connection={connection} place={place} listed={listed} />}</WhenConnected>
  );
}
