import type { Capability, MemberRole, Operation } from '#shared/access/index.ts';
import type { ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';

/** Who asks. Made by server/auth from a valid session and by nothing else. */
export interface Actor {
  readonly userId: UserId;
  /** Hash of the session, to find this person's open sockets. */
  readonly sessionId: string;
}

/** What an actor may do in a workspace, as of now. */
export interface Standing {
  readonly workspaceId: WorkspaceId;
  readonly role: MemberRole;
  readonly capabilities: readonly Capability[];
}

/** Somebody's rights changed: sessions ended, role changed, seat removed. Open sockets act on it within a second. */
export type AccessChange =
  | { readonly kind: 'session-ended'; readonly sessionId: string }
  | { readonly kind: 'member-changed'; readonly workspaceId: WorkspaceId; readonly userId: UserId }
  /** Another process may have changed rights without being heard: anybody's. */
  | { readonly kind: 'unheard' };

/** The one place that answers "may this person?". Every use case asks before it does anything else. */
export interface Access {
  /** Throws AppError `not_found` for outsiders, who may not learn that the project exists, and `forbidden` for members. */
  requireInProject(actor: Actor | null, project: ProjectId, operation: Operation): Promise<Standing>;
  requireInWorkspace(actor: Actor | null, workspace: WorkspaceId, operation: Operation): Promise<Standing>;
  /** For operations outside any workspace. */
  requireSignedIn(actor: Actor | null, operation: Operation): Actor;
  /** The actor's standing, or null for somebody without a seat. For sockets, which close instead of throwing. */
  standingInProject(actor: Actor, project: ProjectId): Promise<Standing | null>;
  /** Says that rights changed; listeners re-check. */
  changed(change: AccessChange): void;
  onChange(listener: (change: AccessChange) => void): () => void;
  /** Hears nothing from other processes any more. */
  stop(): void;
}
