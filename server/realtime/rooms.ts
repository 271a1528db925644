import type { Socket } from 'socket.io';
import type { ProjectId, UserId } from '#shared/lib/ids.ts';
import type { Access, AccessChange, Actor } from '#server/access/index.ts';
import type { PresentWindow, Roster } from './roster.ts';

export interface RealtimeIdentity {
  readonly actor: Actor;
  readonly user: { readonly id: UserId; readonly name: string };
}

/** What the server knows about a window's socket. */
export interface Window {
  readonly identity: RealtimeIdentity;
  /** The project whose room it is in. */
  project: ProjectId | null;
  view: string;
  role: string;
}
export type WindowSocket = Socket<Record<string, never>, Record<string, (payload: object) => void>, object, Window>;

export const roomOf = (project: ProjectId) => `project:${project}`;

/** What the rooms of a process share. */
export interface Rooms {
  readonly access: Access;
  /** The session behind a Cookie header, or null. */
  readonly identify: (cookieHeader: string | undefined) => Promise<RealtimeIdentity | null>;
  readonly roster: Roster;
  readonly showRoster: (project: ProjectId) => void;
  /** How many changes of rights there have been: tells whether an answer about rights is older than the last one. */
  changes: number;
}

export function leave({ roster, showRoster }: Rooms, socket: WindowSocket): void {
  const { project } = socket.data;
  if (project === null) return;
  socket.data.project = null;
  void socket.leave(roomOf(project));
  roster.remove(project, { id: socket.id });
  showRoster(project);
}

/** Acts on changed rights: an ended session and a lost seat end the socket, another role is shown and told. */
export async function recheck(rooms: Rooms, socket: WindowSocket, change: AccessChange): Promise<void> {
  const { actor, user } = socket.data.identity;
  if (change.kind === 'unheard') {
    // A session that ended elsewhere counts like a seat that was lost there.
    const identity = await rooms.identify(socket.request.headers.cookie);
    if (identity?.actor.sessionId !== actor.sessionId) socket.disconnect(true);
  }
  if (change.kind === 'session-ended') {
    if (change.sessionId === actor.sessionId) socket.disconnect(true);
    return;
  }
  const { project } = socket.data;
  if ((change.kind === 'member-changed' && change.userId !== user.id) || project === null) return;
  const standing = await rooms.access.standingInProject(actor, project);
  if (socket.data.project !== project) return;
  if (!standing) {
    socket.emit('access.changed', { project });
    socket.disconnect(true);
    return;
  }
  if (standing.role === socket.data.role) return;
  socket.data.role = standing.role;
  rooms.roster.put(project, presence(socket));
  rooms.showRoster(project);
  socket.emit('access.changed', { project });
}

export function presence({ id, data: { identity, role, view } }: WindowSocket): PresentWindow {
  return { id, user: identity.user.id, name: identity.user.name, role, view };
}
