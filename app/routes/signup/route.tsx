import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AccountPage, CredentialsForm } from '#app/features/account/index.ts';
import { acting } from '#app/lib/errors.ts';
import { failureOf } from '#app/lib/failure.ts';
import { parseForm, readForm, words } from '#app/lib/input.ts';
import { safeRedirect, withRedirect } from '#app/lib/redirect-to.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';

export const handle = { operations: ['account.signUp'] } satisfies RouteHandle;
export const meta: MetaFunction = () => [{ title: 'Create an account · Beatboard' }];

const account = z.object({
  name: words('Your name', 80),
  email: words('Your email address', 254),
  // What makes a password good is the account's own rule; here it only must be there.
  password: z.string({ error: 'A password is missing.' }).min(1, { error: 'A password is missing.' }),
  redirectTo: z.string().optional(),
});

export function loader({ request, context }: LoaderFunctionArgs) {
  const redirectTo = safeRedirect(new URL(request.url).searchParams.get('redirectTo'), '/');
  if (context.actor) throw redirect(redirectTo);
  return { redirectTo };
}

export function action({ request, context }: ActionFunctionArgs) {
  return acting(async () => {
    const { redirectTo, ...input } = parseForm(account, await readForm(request));
    const { setCookie } = await context.services.auth.signUp(input);
    return redirect(safeRedirect(redirectTo, '/workspaces'), { headers: { 'Set-Cookie': setCookie } });
  });
}

export default function SignUpPage() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const failure = failureOf(useActionData());
  return (
    <AccountPage
      title="Create an account"
      lead="A workspace of your own comes with it."
      foot={
        <>
          Have an account? <Link to={withRedirect('/login', redirectTo)}>Sign in</Link>
        </>
      }
    >
      <CredentialsForm kind="sign-up" redirectTo={redirectTo} failure={failure} />
    </AccountPage>
  );
}
