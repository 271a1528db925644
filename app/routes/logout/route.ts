import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import type { RouteHandle } from '#app/lib/route-handle.ts';

export const handle = { operations: ['account.signOut'] } satisfies RouteHandle;

/** Somebody who opens the address by hand is not signed out by it: that takes a form. */
export function loader() {
  return redirect('/');
}

export async function action({ context }: ActionFunctionArgs) {
  const { setCookie } = await context.services.auth.signOut(context.actor);
  return redirect('/login', { headers: { 'Set-Cookie': setCookie } });
}
