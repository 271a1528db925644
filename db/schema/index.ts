/** Every table, a file per aggregate. Only db/ imports it. */
export { sessions, users } from './accounts.ts';
export { comments, threads } from './comments.ts';
export { consents, exports } from './consents.ts';
export { documentCheckpoints, documentClients, documentUpdates, documents } from './documents.ts';
export { assets, jobs, takes } from './generation.ts';
export { installation } from './installation.ts';
export { providerAccounts } from './provider-accounts.ts';
export { revisions } from './revisions.ts';
export { signingKeys } from './signing.ts';
export { suggestions } from './suggestions.ts';
export { invitations, members, projects, workspaces } from './workspaces.ts';
