import type { ProjectId, RevisionId, UserId } from '#shared/lib/ids.ts';
import type { ProjectDiff, ProjectState, RevisionCounts } from '#shared/revisions/index.ts';
import type { Actor } from '#server/access/index.ts';

export interface RevisionSummary {
  readonly id: RevisionId;
  readonly name: string;
  readonly author: { readonly id: UserId; readonly name: string };
  readonly createdAt: number;
  readonly counts: RevisionCounts;
}

export interface Revisions {
  /** Newest first. */
  list(actor: Actor | null, project: ProjectId): Promise<RevisionSummary[]>;
  /** Names the state that is durable now; an unchanged project gets a second name, not a second state. */
  name(actor: Actor | null, project: ProjectId, name: string): Promise<RevisionId>;
  open(
    actor: Actor | null,
    project: ProjectId,
    revision: RevisionId,
  ): Promise<{ summary: RevisionSummary; state: ProjectState }>;
  /** From the revision to now. */
  compare(
    actor: Actor | null,
    project: ProjectId,
    revision: RevisionId,
  ): Promise<{ summary: RevisionSummary; diff: ProjectDiff }>;
  /** One forward change through the live document; the state before it is named first. Returns that safety revision. */
  restore(actor: Actor | null, project: ProjectId, revision: RevisionId): Promise<{ before: RevisionId }>;
}
