import {
  findOpenInvitation,
  insertInvitation,
  redeemInvitation,
  revokeInvitation,
  roleInWorkspace,
} from '#db/index.ts';
import type { InvitationId } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/assert.ts';
import { AppError } from '#shared/protocol/index.ts';
import { hashSecret, newSecret } from '#server/auth/index.ts';
import type { Workspaces } from './port.ts';
import type { WorkspacesOptions } from './options.ts';

const LIFETIME_MS = 7 * 24 * 60 * 60_000;

type InvitationUseCases = Pick<Workspaces, 'invite' | 'revokeInvitation' | 'readInvitation' | 'acceptInvitation'>;

export function invitationUseCases(options: WorkspacesOptions): InvitationUseCases {
  const { db, access, clock, newId, randomBytes, log } = options;
  return {
    invite: async (actor, workspace, role) => {
      await access.requireInWorkspace(actor, workspace, 'workspace.invite');
      const token = newSecret(randomBytes);
      const createdAt = new Date(clock.now());
      const expiresAt = new Date(clock.now() + LIFETIME_MS);
      const id = newId<InvitationId>();
      const createdBy = must(actor, 'access lets no visitor through').userId;
      const tokenHash = hashSecret(token);
      await insertInvitation(db, { id, workspaceId: workspace, role, tokenHash, createdBy, createdAt, expiresAt });
      log.info({ workspace, invitation: id, role, by: createdBy }, 'invitation made');
      return { token, expiresAt: expiresAt.getTime() };
    },

    revokeInvitation: async (actor, workspace, invitation) => {
      await access.requireInWorkspace(actor, workspace, 'workspace.revokeInvitation');
      if (!(await revokeInvitation(db, workspace, invitation, new Date(clock.now())))) {
        throw new AppError('not_found', 'This invitation can no longer be used, so there is nothing to withdraw.');
      }
      log.info({ workspace, invitation }, 'invitation revoked');
    },

    readInvitation: async (token) => {
      const invitation = await findOpenInvitation(db, hashSecret(token), new Date(clock.now()));
      if (!invitation) throw spent();
      return { workspace: invitation.workspace, role: invitation.role, invitedBy: invitation.invitedBy };
    },

    acceptInvitation: async (actor, token) => {
      const { userId } = access.requireSignedIn(actor, 'invitation.accept');
      const tokenHash = hashSecret(token);
      const now = new Date(clock.now());
      const offered = await findOpenInvitation(db, tokenHash, now);
      if (!offered) throw spent();
      // An owner who tries the link out, or a member who gets a second one, does not use it up.
      if (await roleInWorkspace(db, offered.workspaceId, userId)) return offered.workspaceId;
      const accepted = await redeemInvitation(db, tokenHash, userId, now);
      if (!accepted) throw spent();
      log.info({ workspace: accepted.workspaceId, user: userId }, 'invitation accepted');
      access.changed({ kind: 'member-changed', workspaceId: accepted.workspaceId, userId });
      return accepted.workspaceId;
    },
  };
}

function spent(): AppError {
  return new AppError(
    'expired',
    'This invitation was used, withdrawn or is older than seven days. Or who made it may not invite any more: ask an owner for a new one.',
  );
}
