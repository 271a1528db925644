import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AccountPage, CredentialsForm } from '#app/features/account/index.ts';
import { acting } from '#app/lib/errors.ts';
import { failureOf } from '#app/lib/failure.ts';
import { parseForm, readForm } from '#app/lib/input.ts';
import { safeRedirect, withRedirect } from '#app/lib/redirect-to.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';

export const handle = { operations: ['account.signIn'] } satisfies RouteHandle;
export const meta: MetaFunction = () => [{ title: 'Sign in · Beatboard' }];

const credentials = z.object({
  email: z
    .string({ error: 'Your email address is missing.' })
    .trim()
    .min(1, { error: 'Your email address is missing.' }),
  password: z.string({ error: 'Your password is missing.' }).min(1, { error: 'Your password is missing.' }),
  redirectTo: z.string().optional(),
});

export function loader({ request, context }: LoaderFunctionArgs) {
  const redirectTo = safeRedirect(new URL(request.url).searchParams.get('redirectTo'), '/');
  if (context.actor) throw redirect(redirectTo);
  return { redirectTo };
}

export function action({ request, context }: ActionFunctionArgs) {
  return acting(async () => {
    const { redirectTo, ...input } = parseForm(credentials, await readForm(request));
    const { setCookie } = await context.services.auth.signIn({
      ...input,
      address: context.address,
      replaces: context.actor,
    });
    return redirect(safeRedirect(redirectTo, '/workspaces'), { headers: { 'Set-Cookie': setCookie } });
  });
}

export default function SignInPage() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const failure = failureOf(useActionData());
  return (
    <AccountPage
      title="Sign in"
      foot={
        <>
          New here? <Link to={withRedirect('/signup', redirectTo)}>Create an account</Link>
        </>
      }
    >
      <CredentialsForm kind="sign-in" redirectTo={redirectTo} failure={failure} />
    </AccountPage>
  );
}
