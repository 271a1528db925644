import type { DocumentName, ProjectId, UserId, WorkspaceId } from '#shared/lib/ids.ts';
import type { Retention } from '#shared/revisions/index.ts';
import type { Actor, Standing } from '#server/access/index.ts';

export interface ProjectSummary {
  readonly id: ProjectId;
  readonly title: string;
  readonly createdAt: number;
  /** Last durable change of the document. */
  readonly changedAt: number;
}

/** All that a window needs to open a project. */
export interface ProjectSession {
  readonly id: ProjectId;
  readonly title: string;
  readonly workspace: { readonly id: WorkspaceId; readonly name: string };
  readonly standing: Standing;
  /** How many days each single change is kept; null for ever. */
  readonly historyDays: number | null;
  readonly document: { readonly name: DocumentName; readonly epoch: number; readonly schemaVersion: number };
  /** Everybody with a seat, to name authors and faces. */
  readonly people: readonly { readonly id: UserId; readonly name: string }[];
}

export interface Projects {
  list(actor: Actor | null, workspace: WorkspaceId): Promise<ProjectSummary[]>;
  create(actor: Actor | null, workspace: WorkspaceId, title: string): Promise<ProjectId>;
  open(actor: Actor | null, project: ProjectId): Promise<ProjectSession>;
  /** How long each single change is kept. Named revisions stay. */
  keepHistory(actor: Actor | null, project: ProjectId, days: Retention): Promise<void>;
}
