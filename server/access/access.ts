import { roleInWorkspace, seatInProject, type Db } from '#db/index.ts';
import { capabilitiesOf, mayDo, OPERATIONS, type MemberRole, type Operation } from '#shared/access/index.ts';
import type { WorkspaceId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';
import type { Bus } from '#server/cluster/index.ts';
import { spreadChanges } from './spread-changes.ts';
import type { Access, Actor, Standing } from './port.ts';

export function createAccess({ db, bus }: { readonly db: Db; readonly bus: Bus }): Access {
  const changes = spreadChanges(bus);
  return {
    requireInProject: async (actor, project, operation) => {
      const seat = await seatInProject(db, project, signedIn(actor).userId);
      if (!seat) throw new AppError('not_found', 'There is no such project, or you have no seat in its workspace.');
      return allowed(seat.workspaceId, seat.role, operation);
    },
    requireInWorkspace: async (actor, workspace, operation) => {
      const role = await roleInWorkspace(db, workspace, signedIn(actor).userId);
      if (!role) throw new AppError('not_found', 'There is no such workspace, or you have no seat in it.');
      return allowed(workspace, role, operation);
    },
    requireSignedIn: (actor, operation) => {
      if (OPERATIONS[operation] !== 'signed-in') throw new Error(`${operation} asks for more than being signed in.`);
      return signedIn(actor);
    },
    standingInProject: async (actor, project) => {
      const seat = await seatInProject(db, project, actor.userId);
      return seat ? standing(seat.workspaceId, seat.role) : null;
    },
    ...changes,
  };
}

function signedIn(actor: Actor | null): Actor {
  if (!actor) throw new AppError('unauthenticated', 'You are signed out. Sign in to go on; what was saved is safe.');
  return actor;
}

function allowed(workspaceId: WorkspaceId, role: MemberRole, operation: Operation): Standing {
  if (!mayDo(role, operation)) {
    throw new AppError(
      'forbidden',
      `As ${role} of this workspace you may not do this. Nothing was changed; an owner can give you another role.`,
    );
  }
  return standing(workspaceId, role);
}

function standing(workspaceId: WorkspaceId, role: MemberRole): Standing {
  return { workspaceId, role, capabilities: capabilitiesOf(role) };
}
