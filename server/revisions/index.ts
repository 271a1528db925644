/** Named states of a project: kept, looked at, compared, brought back. */
export { createRevisions, type RevisionsOptions } from './revisions.ts';
export type { Revisions, RevisionSummary } from './port.ts';
export type { RevisionWork } from './revision-work.ts';
export { revisionWorkInThread } from './work-in-thread.ts';
