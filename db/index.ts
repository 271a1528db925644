/** The database: connection, migrations, repositories. The only place that speaks SQL. */
export { UnsafeDatabaseError, openDatabase, type Database, type DatabaseSource, type Db } from './client.ts';
export type { StartThread } from './embedded/thread-client.ts';
export { holdDatabase, type HeldDatabase } from './hold-database.ts';
export { appliedMigration, knowsMigration, migrate } from './migrate.ts';
export { readWhole, replaceWhole, type Whole } from './whole.ts';
export {
  accountTables,
  findSessionWithUser,
  findUser,
  findUserByEmail,
  insertAccount,
  insertUser,
  type UserRow,
} from './repos/accounts.ts';
export {
  changeSeat,
  findOpenInvitation,
  findWorkspace,
  insertInvitation,
  insertMember,
  insertWorkspace,
  membersOf,
  openInvitations,
  pingDatabase,
  redeemInvitation,
  revokeInvitation,
  roleInWorkspace,
  seatInProject,
  workspacesOf,
  type SeatChange,
} from './repos/workspaces.ts';
export {
  deleteProject,
  findDocument,
  findProject,
  insertProject,
  keepHistory,
  projectsOf,
  type ProjectRow,
} from './repos/projects.ts';
export { DEMO_PEOPLE, seedDemo, type Demo, type DemoRole } from './seed/index.ts';
export type {
  Append,
  Appended,
  ClientOwner,
  DocumentHead,
  DocumentStore,
  LoadedDocument,
  LogRow,
  NewCheckpoint,
  NewDocument,
  NewEpoch,
  NewRow,
} from './repos/document-store.ts';
export { createDocumentStore, documentNames, raiseSchemaVersions } from './repos/documents.ts';
export { installationId } from './repos/installation.ts';
export {
  assetHashes,
  assetsOf,
  findAsset,
  forgetAsset,
  insertAsset,
  removeIfUnowned,
  unusedAssets,
  type AssetRow,
} from './repos/assets.ts';
export {
  commentsOf,
  findComment,
  insertReply,
  insertThread,
  rewriteComment,
  settleThread,
  threadsOf,
  type ThreadChange,
} from './repos/comments.ts';
export {
  consentsBehind,
  consentsForProject,
  consentsOf,
  exportsSince,
  findConsent,
  insertConsent,
  insertExport,
  projectIdsOf,
  recordedLooksOf,
  revokeConsent,
  takesUnder,
  type ConsentRow,
  type ReachedTake,
} from './repos/consents.ts';
export { findRevision, findRevisionState, insertRevision, revisionsOf, type RevisionRow } from './repos/revisions.ts';
export {
  URGENT,
  areJobsPaused,
  cancelJob,
  claimJobs,
  findJob,
  holdLane,
  openJobs,
  pauseJobs,
  queueJobs,
  readyLanes,
  releaseOrphans,
  requeueFailedJob,
  touchJobs,
  updateHeldJob,
  type JobRow,
  type LaneLimits,
  type NewJob,
  type QueuedJobs,
} from './repos/jobs.ts';
export { findSigningKey, insertSigningKey } from './repos/signing-keys.ts';
export {
  insertProviderAccount,
  lockProviderAccount,
  providerAccountsFor,
  providerAccountsOf,
  providerLimits,
  purgeProviderAccounts,
  replaceSealedKey,
  sealedProviderKeys,
  spendingOf,
  spentOn,
  updateProviderAccount,
  type ProviderAccountRow,
  type Spending,
} from './repos/provider-accounts.ts';
export {
  answerSuggestion,
  countSuggestions,
  insertSuggestion,
  suggestionsOf,
  type SuggestionRow,
} from './repos/suggestions.ts';
export {
  appendTake,
  findTake,
  firstTake,
  originalTake,
  projectsWithModels,
  takeChain,
  type ChainEnd,
  type TakeRow,
} from './repos/takes.ts';
