import type { MemberRole } from '#shared/access/index.ts';
import type { InvitationId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Actor, Standing } from '#server/access/index.ts';

export interface WorkspaceSummary {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly role: MemberRole;
  readonly projects: number;
  readonly members: number;
}

export interface Member {
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
  readonly role: MemberRole;
  /** Milliseconds since the epoch. */
  readonly joinedAt: number;
}

export interface PendingInvitation {
  readonly id: InvitationId;
  readonly role: MemberRole;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface Workspaces {
  list(actor: Actor | null): Promise<WorkspaceSummary[]>;
  create(actor: Actor | null, name: string): Promise<WorkspaceId>;
  open(
    actor: Actor | null,
    workspace: WorkspaceId,
  ): Promise<{ name: string; standing: Standing; members: Member[]; invitations: PendingInvitation[] }>;
  /** The link's secret is returned once and kept nowhere. */
  invite(actor: Actor | null, workspace: WorkspaceId, role: MemberRole): Promise<{ token: string; expiresAt: number }>;
  revokeInvitation(actor: Actor | null, workspace: WorkspaceId, invitation: InvitationId): Promise<void>;
  /** What the page behind an invitation link shows; AppError `expired` for one that is used, revoked, old or unknown. */
  readInvitation(token: string): Promise<{ workspace: string; role: MemberRole; invitedBy: string }>;
  /** Redeems once, whoever comes first. */
  acceptInvitation(actor: Actor | null, token: string): Promise<WorkspaceId>;
  /** The last owner keeps the role: AppError `conflict`. */
  changeRole(actor: Actor | null, workspace: WorkspaceId, user: UserId, role: MemberRole): Promise<void>;
  removeMember(actor: Actor | null, workspace: WorkspaceId, user: UserId): Promise<void>;
}
