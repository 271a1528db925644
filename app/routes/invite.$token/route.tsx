import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AccountPage, InvitationAnswer } from '#app/features/account/index.ts';
import { acting, loading } from '#app/lib/errors.ts';
import { failureOf } from '#app/lib/failure.ts';
import { ROLE_WORDS } from '#app/lib/roles.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';

export const handle = { operations: ['invitation.read', 'invitation.accept'] } satisfies RouteHandle;
export const meta: MetaFunction = () => [{ title: 'Invitation · Beatboard' }];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => {
    const invitation = await context.services.workspaces.readInvitation(params['token'] ?? '');
    return { invitation, signedInAs: context.user?.email ?? null, path: new URL(request.url).pathname };
  });
}

export function action({ params, context }: ActionFunctionArgs) {
  return acting(async () => {
    const workspace = await context.services.workspaces.acceptInvitation(context.actor, params['token'] ?? '');
    return redirect(`/workspaces/${workspace}`);
  });
}

export default function InvitationPage() {
  const { invitation, signedInAs, path } = useLoaderData<typeof loader>();
  const failure = failureOf(useActionData());
  const role = ROLE_WORDS[invitation.role];
  return (
    <AccountPage
      title={`Join ${invitation.workspace}`}
      lead={
        <>
          {invitation.invitedBy} invites you as <strong>{role.name.toLowerCase()}</strong>. {role.does}
        </>
      }
    >
      <InvitationAnswer workspace={invitation.workspace} {...{ signedInAs, path, failure }} />
    </AccountPage>
  );
}
