import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import type { RouteHandle } from '#app/lib/route-handle.ts';

export const handle = { operations: ['project.open'] } satisfies RouteHandle;

/** Script and boards side by side is where a project begins. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/projects/${params['projectId'] ?? ''}/split`);
}
