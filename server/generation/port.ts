import type { JobId, PanelId, ProjectId } from '#shared/lib/ids.ts';
import type { JobState } from '#shared/protocol/index.ts';
import type { Actor } from '#server/access/index.ts';

export interface PictureJob {
  readonly id: JobId;
  readonly panel: PanelId;
  readonly state: JobState;
  /** 0 to 1. */
  readonly progress: number;
  readonly message: string | null;
}

/** Pictures on order. A request becomes a durable job; the finished take enters the live document as a peer's edit. */
export interface Generation {
  request(actor: Actor | null, project: ProjectId, panels: readonly PanelId[]): Promise<JobId[]>;
  /** Jobs that are not done, and those that failed and were not retried. */
  list(actor: Actor | null, project: ProjectId): Promise<PictureJob[]>;
  retry(actor: Actor | null, project: ProjectId, job: JobId): Promise<void>;
  cancel(actor: Actor | null, project: ProjectId, job: JobId): Promise<void>;
}
