import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportedFile } from '#app/lib/exported-file.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';

export const handle = { operations: ['project.export'] } satisfies RouteHandle;

export function loader(args: LoaderFunctionArgs) {
  return exportedFile(args, 'pdf');
}
