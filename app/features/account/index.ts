/** Accounts, workspaces and their people: signing in, the bar around projects, members and invitations. */
export { AccountMenu } from './account-menu.tsx';
export { AccountPage } from './account-page.tsx';
export { AppBar } from './app-bar.tsx';
export { CredentialsForm } from './credentials-form.tsx';
export { InvitationAnswer } from './invitation-answer.tsx';
export { InviteForm, type Invited } from './invite-form.tsx';
export { MembersTable } from './members-table.tsx';
export { Page, Section } from './page.tsx';
export { PictureAccountsPage } from './pictures/picture-accounts-page.tsx';
export { PendingInvitations } from './pending-invitations.tsx';
export { NewWorkspace, WorkspaceList } from './workspace-list.tsx';
export { WorkspacePlace } from './workspace-place.tsx';
