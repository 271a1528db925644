/** Teams: their members, roles and invitations. */
export type { Member, PendingInvitation, Workspaces, WorkspaceSummary } from './port.ts';
export type { WorkspacesOptions } from './options.ts';
export { createWorkspaces } from './workspaces.ts';
