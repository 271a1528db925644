import { findWorkspace, insertWorkspace, membersOf, openInvitations, workspacesOf } from '#db/index.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/assert.ts';
import { AppError } from '#shared/protocol/index.ts';
import { invitationUseCases } from './invitations.ts';
import { memberUseCases } from './members.ts';
import type { WorkspacesOptions } from './options.ts';
import type { Workspaces } from './port.ts';

export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const { db, access, clock, newId } = options;
  return {
    list: async (actor) => workspacesOf(db, access.requireSignedIn(actor, 'workspace.list').userId),

    create: async (actor, name) => {
      const { userId } = access.requireSignedIn(actor, 'workspace.create');
      const id = newId<WorkspaceId>();
      await insertWorkspace(db, { id, name: workspaceName(name), owner: userId, at: new Date(clock.now()) });
      return id;
    },

    open: async (actor, workspace) => {
      const standing = await access.requireInWorkspace(actor, workspace, 'workspace.open');
      const [found, members, invitations] = await Promise.all([
        findWorkspace(db, workspace),
        membersOf(db, workspace),
        // What a role may not do is not shown to it either.
        standing.capabilities.includes('workspace.manage')
          ? openInvitations(db, workspace, new Date(clock.now()))
          : Promise.resolve([]),
      ]);
      return {
        name: must(found).name,
        standing,
        members: members.map((member) => ({ ...member, joinedAt: member.joinedAt.getTime() })),
        invitations: invitations.map((invitation) => ({
          ...invitation,
          createdAt: invitation.createdAt.getTime(),
          expiresAt: invitation.expiresAt.getTime(),
        })),
      };
    },

    ...invitationUseCases(options),
    ...memberUseCases(options),
  };
}

function workspaceName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length >= 1 && trimmed.length <= 80) return trimmed;
  const message = 'A workspace needs a name of at most 80 characters.';
  throw new AppError('invalid_input', message, { fields: { name: message } });
}
