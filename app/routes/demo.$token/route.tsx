import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { loading } from '#app/lib/errors.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import { safeRedirect } from '#app/lib/redirect-to.ts';

export const handle = { operations: ['account.signIn'] } satisfies RouteHandle;

/** A sign-in link of the demo, as the terminal prints it; `to` leads on to the demo project. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => {
    const { setCookie } = await context.services.auth.redeemDemoLink(params['token'] ?? '', context.address);
    const to = safeRedirect(new URL(request.url).searchParams.get('to'), '/workspaces');
    throw redirect(to, { headers: { 'Set-Cookie': setCookie } });
  });
}

/** Shown only with what is wrong with the link. */
export default function DemoPage() {
  return null;
}
