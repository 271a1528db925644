import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  InviteForm,
  MembersTable,
  PendingInvitations,
  Section,
  WorkspacePlace,
  type Invited,
} from '#app/features/account/index.ts';
import { acting, loading } from '#app/lib/errors.ts';
import { id, idParam, parseForm, readForm } from '#app/lib/input.ts';
import { requireUser } from '#app/lib/require-user.ts';
import type { RouteHandle } from '#app/lib/route-handle.ts';
import { MEMBER_ROLES } from '#shared/access/index.ts';
import type { InvitationId, UserId, WorkspaceId } from '#shared/lib/ids.ts';

export const handle = {
  operations: [
    'workspace.open',
    'workspace.invite',
    'workspace.revokeInvitation',
    'workspace.changeRole',
    'workspace.removeMember',
  ],
} satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Members of ${data?.name ?? 'the workspace'} · Beatboard` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return loading(request, async () => {
    const me = requireUser(context);
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    const { name, standing, members, invitations } = await context.services.workspaces.open(context.actor, workspace);
    const manages = standing.capabilities.includes('workspace.manage');
    return { me, id: workspace, name, manages, members, invitations };
  });
}

const role = z.enum(MEMBER_ROLES, { error: 'This is not a role.' });
const wish = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('invite'), role }),
  z.object({ intent: z.literal('revoke'), invitation: id<InvitationId>() }),
  z.object({ intent: z.literal('role'), user: id<UserId>(), role }),
  z.object({ intent: z.literal('remove'), user: id<UserId>() }),
]);

export function action({ request, params, context }: ActionFunctionArgs) {
  const { services, actor } = context;
  return acting(async () => {
    const workspace = idParam<WorkspaceId>(params['workspaceId']);
    const input = parseForm(wish, await readForm(request));
    switch (input.intent) {
      case 'invite': {
        const { token, expiresAt } = await services.workspaces.invite(actor, workspace, input.role);
        const url = new URL(`/invite/${token}`, request.url).href;
        return { invited: { url, role: input.role, expiresAt } satisfies Invited };
      }
      case 'revoke':
        await services.workspaces.revokeInvitation(actor, workspace, input.invitation);
        return {};
      case 'role':
        await services.workspaces.changeRole(actor, workspace, input.user, input.role);
        return {};
      case 'remove':
        await services.workspaces.removeMember(actor, workspace, input.user);
        return {};
    }
  });
}

export default function MembersPage() {
  const { me, id: workspace, name, manages, members, invitations } = useLoaderData<typeof loader>();
  return (
    <WorkspacePlace
      {...{ me, label: 'Members', path: 'members' }}
      workspace={{ id: workspace, name }}
      title={`Members of ${name}`}
    >
      <MembersTable members={members} workspace={name} me={me.id} manages={manages} />
      {manages && (
        <Section title="Invite somebody" lead="A link gives one person a seat with the role you choose.">
          <InviteForm workspace={workspace} />
        </Section>
      )}
      {invitations.length > 0 && (
        <Section title="Open invitations">
          <PendingInvitations invitations={invitations} />
        </Section>
      )}
    </WorkspacePlace>
  );
}
