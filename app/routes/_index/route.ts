import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import type { RouteHandle } from '#app/lib/route-handle.ts';

export const handle = { operations: ['account.signIn'] } satisfies RouteHandle;

export function loader({ context }: LoaderFunctionArgs) {
  return redirect(context.actor ? '/workspaces' : '/login');
}
