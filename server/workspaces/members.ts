import { changeSeat } from '#db/index.ts';
import type { MemberRole } from '#shared/access/index.ts';
import type { UserId, WorkspaceId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Workspaces } from './port.ts';
import type { WorkspacesOptions } from './options.ts';

export function memberUseCases(options: WorkspacesOptions): Pick<Workspaces, 'changeRole' | 'removeMember'> {
  const { db, access, log } = options;

  async function change(workspace: WorkspaceId, user: UserId, role: MemberRole | null): Promise<void> {
    const outcome = await changeSeat(db, workspace, user, role);
    if (outcome === 'no-seat') throw new AppError('not_found', 'This person has no seat in the workspace any more.');
    if (outcome === 'last-owner') {
      throw new AppError('conflict', 'A workspace keeps at least one owner. Make somebody else an owner first.');
    }
    log.info({ workspace, user, role }, role === null ? 'member removed' : 'role changed');
    access.changed({ kind: 'member-changed', workspaceId: workspace, userId: user });
  }

  return {
    changeRole: async (actor, workspace, user, role) => {
      await access.requireInWorkspace(actor, workspace, 'workspace.changeRole');
      await change(workspace, user, role);
    },
    removeMember: async (actor, workspace, user) => {
      await access.requireInWorkspace(actor, workspace, 'workspace.removeMember');
      await change(workspace, user, null);
    },
  };
}
