/** Every table, a file per aggregate. Only db/ imports it. */
export { sessions, users } from './accounts.ts';
export { comments, threads } from './comments.ts';
export { documentCheckpoints, documentClients, documentUpdates, documents } from './documents.ts';
export { assets, jobs, takes } from './generation.ts';
export { installation } from './installation.ts';
export { revisions } from './revisions.ts';
export { invitations, members, projects, workspaces } from './workspaces.ts';
